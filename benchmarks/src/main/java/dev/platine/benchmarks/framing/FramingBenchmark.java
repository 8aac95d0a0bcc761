package dev.platine.benchmarks.framing;

import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.frame.FrameSink;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One frame made, and made and found again: COBS and CRC-32C over a message of a request's, a reply's and a large size.
 *
 * <p>What would make the numbers lie: messages without zeros, or with nothing else, because COBS works per run between
 * zeros (here a third of the bytes is zero, as in small numbers and digital values); a CRC that HotSpot does not compile to
 * the processor's instruction (run {@code checksum} for its share); a decoder that is fed whole frames only, as here, while
 * a socket may cut them: that costs a second call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FramingBenchmark {
    /** Bytes of the message. */
    @Param({"24", "79", "1000"})
    public int messageBytes;

    private final FrameEncoder encoder = new FrameEncoder(FrameFormat.MAX_LIMIT_BYTES);
    private final FrameDecoder decoder = new FrameDecoder(FrameFormat.MAX_LIMIT_BYTES);
    private final CRC32C crc = new CRC32C();
    private byte[] message = new byte[0];
    private int frames;
    private int found;
    private final FrameSink sink = (kind, sequence, array, offset, length) -> found += array[offset] + sequence;

    /** Makes the message. */
    @Setup
    public void fill() {
        encoder.limit(FrameFormat.MAX_LIMIT_BYTES);
        decoder.limit(FrameFormat.MAX_LIMIT_BYTES);
        message = new byte[messageBytes];
        for (int i = 0; i < messageBytes; i++) {
            message[i] = i % 3 == 0 ? 0 : (byte) (i * 31 + 1);
        }
    }

    /**
     * Makes a frame. Copying the message in is part of it: {@code finish} destroys what lies there.
     *
     * @return uses the result
     */
    @Benchmark
    public int encode() {
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), messageBytes);
        return encoder.finish(FrameKind.BOARD_REPLY, ++frames, messageBytes);
    }

    /**
     * Makes a frame and finds it again.
     *
     * @return uses the result
     */
    @Benchmark
    public int encodeAndDecode() {
        int bytes = encode();
        decoder.feed(encoder.array(), encoder.frameOffset(), bytes, sink);
        return found;
    }

    /**
     * The checksum alone, once.
     *
     * @return uses the result
     */
    @Benchmark
    public long checksum() {
        crc.reset();
        crc.update(message, 0, messageBytes);
        return crc.getValue();
    }
}
