package dev.platine.core.frame;

import static dev.platine.core.frame.Frames.concat;
import static dev.platine.core.frame.Frames.decode;
import static dev.platine.core.frame.Frames.encode;
import static dev.platine.core.frame.Frames.frame;
import static dev.platine.core.frame.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.frame.Frames.Collector;
import dev.platine.core.frame.Frames.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final byte[] HELLO = hex("0a0210011801");

    @Test
    void shouldReadWhatTheTextbookWritesForEveryLengthUpTo1100() {
        FrameDecoder decoder = Frames.largeDecoder();
        SplittableRandom random = new SplittableRandom(2);
        int count = 0;
        for (int length = 0; length <= 1_100; length++) {
            for (int zerosIn256 : new int[] {0, 1, 40, 256}) {
                byte[] message = FrameEncoderTest.message(random, length, zerosIn256);
                int sequence = random.nextInt();
                byte[] stream = encode(FrameKind.BENCH_EVENT, sequence, message);
                assertThat(decode(decoder, stream)).containsExactly(frame(FrameKind.BENCH_EVENT, sequence, message));
                count++;
            }
        }
        assertThat(decoder.counters().whole()).isEqualTo(count);
        assertThat(decoder.counters().resynchronised()).isZero();
    }

    @Test
    void shouldReadFramesOfTheEncoderUpToTheLargest() {
        FrameEncoder encoder = Frames.largeEncoder();
        FrameDecoder decoder = Frames.largeDecoder();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            int length = i < 8 ? encoder.maxMessageBytes() - i : random.nextInt(1 << 2 + random.nextInt(15)) % 65_526;
            byte[] message = FrameEncoderTest.message(random, length, random.nextInt(3) * random.nextInt(86));
            byte[] stream = encode(encoder, FrameKind.BOARD_EVENT, i, message);
            assertThat(decode(decoder, stream)).containsExactly(frame(FrameKind.BOARD_EVENT, i, message));
        }
    }

    @Test
    void shouldFindTheSameFramesHoweverTheStreamIsCut() {
        byte[] stream = concat(
                hex("77 00"),
                encode(1, 1, HELLO),
                hex("00 00"),
                encode(2, 2, new byte[0]),
                hex("05 01 02 00"),
                encode(3, 0x80000003, hex("0000ff00")));
        List<Frame> whole = decode(new FrameDecoder(256), stream);
        assertThat(whole).hasSize(3);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                FrameDecoder decoder = new FrameDecoder(256);
                Collector collector = new Collector();
                decoder.feed(stream, 0, first, collector);
                decoder.feed(stream, first, second - first, collector);
                decoder.feed(stream, second, stream.length - second, collector);
                assertThat(collector.frames)
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(whole);
                assertThat(decoder.counters().malformed()).isEqualTo(2);
                assertThat(decoder.counters().resynchronised()).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldTakeLongStreamsInPiecesOfAnySize() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 50; round++) {
            List<Frame> sent = new ArrayList<>();
            byte[] stream = new byte[0];
            for (int i = 0; i < 40; i++) {
                byte[] message = FrameEncoderTest.message(random, random.nextInt(900), 20);
                sent.add(frame(FrameKind.BOARD_REPLY, i, message));
                stream = concat(stream, encode(FrameKind.BOARD_REPLY, i, message));
            }
            FrameDecoder decoder = new FrameDecoder(1_024);
            decoder.limit(1_024);
            Collector collector = new Collector();
            for (int from = 0; from < stream.length; ) {
                int count = Math.min(stream.length - from, random.nextInt(1 << random.nextInt(12)));
                decoder.feed(stream, from, count, collector);
                from += count;
            }
            assertThat(collector.frames).isEqualTo(sent);
        }
    }

    @Test
    void shouldDetectEverySingleFlippedBitOfAFrame() {
        byte[] good = encode(FrameKind.BOARD_REQUEST, 77, hex("1a0c08011208000048c100000000"));
        byte[] next = encode(FrameKind.BOARD_REQUEST, 78, HELLO);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            FrameDecoder decoder = new FrameDecoder(256);
            boolean delimiterGone = bit / 8 == good.length - 1;
            List<Frame> found = decode(decoder, concat(bad, next, next));
            Frame expected = frame(FrameKind.BOARD_REQUEST, 78, HELLO);
            assertThat(found)
                    .as("bit %d", bit)
                    .isEqualTo(delimiterGone ? List.of(expected) : List.of(expected, expected));
            FrameCounters counters = decoder.counters();
            assertThat(counters.badCrc() + counters.malformed()).isPositive();
            assertThat(counters.resynchronised()).isEqualTo(1);
        }
    }

    @Test
    void shouldDetectEveryFlippedBitOfALongFrame() {
        byte[] good = encode(FrameKind.BOARD_REPLY, 5, FrameEncoderTest.message(new SplittableRandom(5), 600, 2));
        FrameDecoder decoder = Frames.largeDecoder();
        for (int bit = 0; bit < (good.length - 1) * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(decode(decoder, bad)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void shouldGoOnBehindGarbageOfAnyKind() {
        SplittableRandom random = new SplittableRandom(6);
        byte[] good = encode(FrameKind.BOARD_EVENT, 6, HELLO);
        FrameDecoder decoder = new FrameDecoder(256);
        for (int i = 1; i <= 5_000; i++) {
            byte[] garbage = new byte[random.nextInt(700)];
            random.nextBytes(garbage);
            Collector collector = new Collector();
            decoder.feed(garbage, 0, garbage.length, collector);
            decoder.feed(new byte[1], 0, 1, collector);
            assertThat(collector.frames).isEmpty();
            decoder.feed(good, 0, good.length, collector);
            assertThat(collector.frames).hasSize(1);
            assertThat(decoder.counters().whole()).isEqualTo(i);
        }
        FrameCounters counters = decoder.counters();
        assertThat(counters.resynchronised()).isBetween(4_900L, 5_000L);
        assertThat(counters.overlong()).isPositive();
        assertThat(counters.malformed()).isPositive();
    }

    @Test
    void shouldCountAnOverlongFrameOnceAndGoOnBehindIt() {
        FrameDecoder decoder = new FrameDecoder(256);
        byte[] much = new byte[100_000];
        Arrays.fill(much, (byte) 7);
        Collector collector = new Collector();
        for (int i = 0; i < 10; i++) {
            decoder.feed(much, 0, much.length, collector);
        }
        assertThat(decoder.counters().overlong()).isEqualTo(1);
        decoder.feed(new byte[1], 0, 1, collector);
        assertThat(decode(decoder, encode(1, 1, HELLO))).hasSize(1);
        assertThat(decoder.counters().resynchronised()).isEqualTo(1);
        assertThat(decoder.counters().malformed()).isZero();
    }

    @Test
    void shouldKeepToTheLimitAgreedOnToTheByte() {
        for (int limit : new int[] {256, 257, 507, 508, 509, 511, 512, 4_064, 4_096}) {
            FrameDecoder decoder = new FrameDecoder(4_096);
            decoder.limit(limit);
            for (int zerosIn256 : new int[] {0, 30, 256}) {
                byte[] fits = FrameEncoderTest.message(new SplittableRandom(7), limit - 9, zerosIn256);
                byte[] tooLong = FrameEncoderTest.message(new SplittableRandom(7), limit - 8, zerosIn256);
                assertThat(decode(decoder, encode(1, 1, fits))).hasSize(1);
                long before = decoder.counters().overlong();
                assertThat(decode(decoder, encode(1, 1, tooLong))).isEmpty();
                assertThat(decoder.counters().overlong()).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void shouldTakeANewLimitFromTheSink() {
        FrameDecoder decoder = new FrameDecoder(1_024);
        byte[] large = new byte[900];
        byte[] stream = concat(encode(1, 1, HELLO), encode(1, 2, large));
        List<Integer> sequences = new ArrayList<>();
        decoder.feed(stream, 0, stream.length, (kind, sequence, array, offset, length) -> {
            decoder.limit(1_024);
            sequences.add(sequence);
        });
        assertThat(sequences).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x04, 0x10, 0x14, 0x3f, 0x41, 0x7f, 0x81, 0xff})
    void shouldSkipAndCountAnUnknownKind(int kind) {
        FrameDecoder decoder = new FrameDecoder(256);
        assertThat(decode(decoder, encode(kind, 1, HELLO))).isEmpty();
        assertThat(decoder.counters().malformed()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatIsTooShortForHeaderAndChecksum() {
        FrameDecoder decoder = new FrameDecoder(256);
        for (int size = 0; size < 9; size++) {
            assertThat(decode(decoder, Frames.stuff(new byte[size]))).isEmpty();
        }
        assertThat(decoder.counters().malformed()).isEqualTo(9);
    }

    @Test
    void shouldTakeAFullLastBlockWithOrWithoutAnEmptyOneBehindIt() {
        byte[] data = new byte[1];
        int sequence = 0;
        do { // until no byte of header and checksum is zero, so that 254 bytes are one full block
            sequence += 0x01010101;
            data = encode(1, sequence, FrameEncoderTest.message(new SplittableRandom(8), 245, 0));
        } while ((data[0] & 0xff) != 0xff);
        byte[] padded = concat(Arrays.copyOf(data, data.length - 1), hex("01 00"));
        assertThat(decode(new FrameDecoder(256), data)).hasSize(1);
        assertThat(decode(new FrameDecoder(256), padded)).hasSize(1);
    }

    /** It once was one byte too long for a limit that is a multiple of 254. */
    @ParameterizedTest
    @ValueSource(ints = {508, 762, 4_064, 65_532})
    void shouldTakeAnEmptyBlockBehindTheLongestFrameOfFullBlocks(int limit) {
        FrameDecoder decoder = new FrameDecoder(limit);
        decoder.limit(limit);
        byte[] data = new byte[1];
        int sequence = 0;
        do {
            sequence += 0x01010101;
            data = encode(1, sequence, FrameEncoderTest.message(new SplittableRandom(8), limit - 9, 0));
        } while (data.length != limit + limit / 254 + 1 || data[data.length - 256] != (byte) 0xff);
        byte[] padded = concat(Arrays.copyOf(data, data.length - 1), hex("01 00"));
        assertThat(padded).hasSize(FrameFormat.maxEncodedBytes(limit));
        assertThat(decode(decoder, concat(data, padded, data))).hasSize(3);
        assertThat(decode(decoder, concat(Arrays.copyOf(data, data.length - 1), hex("01 01 00"))))
                .isEmpty();
        assertThat(decoder.counters().overlong()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheBeginningOfAFrameWhenTheStreamStartsAnew() {
        FrameDecoder decoder = new FrameDecoder(256);
        assertThat(decode(decoder, hex("112233"))).isEmpty();
        decoder.reset();
        assertThat(decode(decoder, encode(1, 1, HELLO))).hasSize(1);
        assertThat(decoder.counters().malformed()).isZero();
    }

    @Test
    void shouldHandOnTheOtherFramesWhenTheSinkThrows() {
        FrameDecoder decoder = new FrameDecoder(256);
        byte[] stream = concat(encode(1, 1, HELLO), encode(1, 2, HELLO), encode(1, 3, HELLO), hex("0301"));
        List<Integer> sequences = new ArrayList<>();
        assertThatThrownBy(() -> decoder.feed(stream, 0, stream.length, (kind, sequence, array, offset, length) -> {
                    sequences.add(sequence);
                    if (sequence < 3) {
                        throw new IllegalStateException("sink " + sequence);
                    }
                }))
                .hasMessage("sink 1")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .hasToString("java.lang.IllegalStateException: sink 2"));
        assertThat(sequences).containsExactly(1, 2, 3);
        decoder.reset();
        assertThat(decode(decoder, encode(1, 4, HELLO))).hasSize(1);
    }

    @Test
    void shouldRefuseToBeFedByItsOwnSink() {
        FrameDecoder decoder = new FrameDecoder(256);
        byte[] stream = encode(1, 1, HELLO);
        assertThatThrownBy(() -> decoder.feed(
                        stream, 0, stream.length, (kind, sequence, array, offset, length) -> decode(decoder, stream)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("must not be fed by its own sink");
        assertThat(decode(decoder, stream)).hasSize(1);
    }

    @Test
    void shouldNotTouchTheBytesItIsFed() {
        byte[] stream = concat(encode(1, 1, new byte[100]), encode(1, 2, new byte[0]));
        byte[] copy = stream.clone();
        decode(new FrameDecoder(256), stream);
        assertThat(stream).isEqualTo(copy);
    }
}
