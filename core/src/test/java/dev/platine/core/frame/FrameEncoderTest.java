package dev.platine.core.frame;

import static dev.platine.core.frame.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {

    /** Made by an independent program: bitwise CRC-32C, byte-wise COBS. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, '', 03010101010521b326a000",
        "2, -1, '', 0a02ffffffff551dc88200",
        "3, 0, '00', 0203010101010550b7966300",
        "17, 67305985, '1a0c08011208000048c100000000', 0c11010203041a0c08011208010348c101010105aecf402700",
        "1, 1, '0a0c080110011880202080202801', 0301010101130a0c080110011880202080202801b489ef2e00",
    })
    void shouldWriteGoldenVectors(int kind, int sequence, String message, String expected) {
        byte[] frame = Frames.encode(new FrameEncoder(256), kind, sequence, hex(message));
        assertThat(hex(frame)).isEqualTo(expected);
    }

    @Test
    void shouldUseTheChecksumOfTheCastagnoliPolynomial() {
        assertThat(bitwiseCrc32c("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
        byte[] frame = Frames.encode(new FrameEncoder(256), 0x7f, 0x7f7f7f7f, hex("aabbcc"));
        int crc = bitwiseCrc32c(hex("7f7f7f7f7faabbcc"));
        assertThat(ByteBuffer.wrap(frame)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getInt(9))
                .isEqualTo(crc);
    }

    private static int bitwiseCrc32c(byte[] data) {
        int crc = -1;
        for (byte b : data) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        return ~crc;
    }

    @Test
    void shouldStuffAsTheTextbookDoesForEveryLengthUpTo1100() {
        FrameEncoder encoder = Frames.largeEncoder();
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 1_100; length++) {
            for (int zerosIn256 : new int[] {0, 1, 40, 250, 256}) {
                byte[] message = message(random, length, zerosIn256);
                byte[] frame = Frames.encode(encoder, FrameKind.BOARD_REPLY, length * 0x01010101, message);
                assertThat(frame)
                        .as("length %d, %d zeros in 256", length, zerosIn256)
                        .isEqualTo(Frames.encode(FrameKind.BOARD_REPLY, length * 0x01010101, message));
            }
        }
    }

    static byte[] message(SplittableRandom random, int length, int zerosIn256) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (random.nextInt(256) < zerosIn256 ? 0 : 1 + random.nextInt(255));
        }
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 508, 1_024, 4_096, 65_532, 65_535})
    void shouldStayWithinTheLargestGrowthWhenNoByteIsZero(int limit) {
        FrameEncoder encoder = new FrameEncoder(limit);
        encoder.limit(limit);
        byte[] message = new byte[encoder.maxMessageBytes()];
        Arrays.fill(message, (byte) 0x55);
        int longest = 0;
        for (int i = 0; i < 200; i++) {
            byte[] frame = Frames.encode(encoder, 0x7f, 0x11111111 + i * 0x01010101, message);
            assertThat(frame.length).isLessThanOrEqualTo(FrameFormat.maxEncodedBytes(limit));
            longest = Math.max(longest, frame.length);
        }
        int leftOut = limit % 254 == 0 ? 1 : 0; // this encoder writes no empty block behind a full last one
        assertThat(longest).isEqualTo(FrameFormat.maxEncodedBytes(limit) - leftOut);
    }

    @Test
    void shouldRefuseWhatIsLongerThanTheLimitAndTakeItOnceAgreed() {
        FrameEncoder encoder = new FrameEncoder(1_024);
        assertThat(encoder.maxMessageBytes()).isEqualTo(247);
        assertThat(encoder.finish(1, 1, 248)).isEqualTo(FrameEncoder.TOO_LARGE);
        assertThat(encoder.finish(1, 1, -1)).isEqualTo(FrameEncoder.TOO_LARGE);
        encoder.limit(1_024);
        assertThat(encoder.finish(1, 1, 248)).isPositive();
        assertThat(encoder.finish(1, 1, 1_016)).isEqualTo(FrameEncoder.TOO_LARGE);
    }

    @Test
    void shouldSayTheRuleWhenALimitIsWrong() {
        assertThatThrownBy(() -> new FrameEncoder(255)).hasMessage("must be from 256 to 65535: limitBytes=255");
        assertThatThrownBy(() -> new FrameEncoder(1_024).limit(1_025))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be from 256 to 1024: limitBytes=1025");
    }

    @Test
    void shouldCopyTheFrameWhereItIsWanted() {
        byte[] message = hex("00112200");
        byte[] expected = Frames.encode(3, 9, message);
        FrameEncoder encoder = new FrameEncoder(256);

        byte[] out = new byte[40];
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), 4);
        int bytes = encoder.finish(3, 9, 4, out, 7);
        assertThat(Arrays.copyOfRange(out, 7, 7 + bytes)).isEqualTo(expected);

        ByteBuffer buffer = ByteBuffer.allocateDirect(40).position(2);
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), 4);
        assertThat(encoder.finish(3, 9, 4, buffer)).isEqualTo(expected.length);
        byte[] copied = new byte[expected.length];
        buffer.flip().position(2).get(copied);
        assertThat(copied).isEqualTo(expected);
        assertThatThrownBy(() -> encoder.finish(3, 9, 4, ByteBuffer.allocate(5)))
                .isInstanceOf(BufferOverflowException.class);
        assertThat(encoder.finish(3, 9, 300, out, 0)).isEqualTo(FrameEncoder.TOO_LARGE);
    }
}
