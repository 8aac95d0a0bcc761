package dev.platine.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Any bytes as a stream, and any bytes as a message. Run at length by the profile fuzz. */
class FrameFuzzTest {
    private static final byte[] GOOD = Frames.encode(FrameKind.BOARD_REQUEST, 42, new byte[] {0, 1, 0});

    /** No stream makes the decoder throw, lose its feet, or find other frames when it is cut elsewhere. */
    @FuzzTest
    void stream(byte[] data) {
        check(data);
    }

    /** Every message comes back as it was. */
    @FuzzTest
    void message(byte[] data) {
        checkMessage(data);
    }

    private static void check(byte[] data) {
        FrameDecoder whole = new FrameDecoder(512);
        FrameDecoder cut = new FrameDecoder(512);
        List<Frames.Frame> frames = Frames.decode(whole, data);
        Frames.Collector pieces = new Frames.Collector();
        int from = 0;
        while (from < data.length) {
            int count = Math.min(data.length - from, 1 + ((data[from] & 0xff) % 37));
            cut.feed(data, from, count, pieces);
            from += count;
        }
        assertThat(pieces.frames).isEqualTo(frames);
        assertThat(numbers(cut)).isEqualTo(numbers(whole));
        whole.feed(new byte[1], 0, 1, pieces);
        assertThat(Frames.decode(whole, GOOD))
                .containsExactly(Frames.frame(FrameKind.BOARD_REQUEST, 42, new byte[] {0, 1, 0}));
    }

    private static List<Long> numbers(FrameDecoder decoder) {
        FrameCounters c = decoder.counters();
        return List.of(c.whole(), c.badCrc(), c.overlong(), c.malformed(), c.resynchronised());
    }

    private static void checkMessage(byte[] data) {
        byte[] message = data.length > 65_526 ? Arrays.copyOf(data, 65_526) : data;
        byte[] frame = Frames.encode(Frames.largeEncoder(), FrameKind.BENCH_REPLY, data.length, message);
        assertThat(frame).isEqualTo(Frames.encode(FrameKind.BENCH_REPLY, data.length, message));
        assertThat(Frames.decode(Frames.largeDecoder(), frame))
                .containsExactly(Frames.frame(FrameKind.BENCH_REPLY, data.length, message));
    }

    @Test
    void shouldHoldOnMutatedStreams() {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < 5_000; i++) {
            byte[] stream = new byte[0];
            for (int n = random.nextInt(4); n >= 0; n--) {
                byte[] message = FrameEncoderTest.message(random, random.nextInt(300), random.nextInt(60));
                stream = Frames.concat(stream, Frames.encode(1 + random.nextInt(3), random.nextInt(), message));
            }
            for (int n = random.nextInt(5); n > 0; n--) {
                int at = random.nextInt(stream.length);
                switch (random.nextInt(4)) {
                    case 0 -> stream[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> stream[at] = 0;
                    case 2 -> stream[at] = (byte) 0xff;
                    default ->
                        stream = Frames.concat(
                                Arrays.copyOf(stream, at),
                                Arrays.copyOfRange(stream, random.nextInt(at + 1), stream.length));
                }
            }
            check(stream);
        }
    }
}
