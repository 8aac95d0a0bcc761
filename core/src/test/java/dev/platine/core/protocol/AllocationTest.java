package dev.platine.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.frame.FrameSink;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FrameEncoder encoder = new FrameEncoder(1_024);
    private final FrameDecoder decoder = new FrameDecoder(1_024);
    private final int[] values = {Float.floatToIntBits(230.5f), 1, 0, -1};
    private final ExchangeMessage message = new ExchangeMessage(new int[4]);
    private final byte[] garbage = {3, 1, 2, 0, 9, 9, 0};
    private int seen;

    private final FrameSink sink = (kind, sequence, array, offset, length) -> seen += kind == FrameKind.BOARD_REQUEST
            ? ExchangeCodec.decodeRequest(array, offset, length, message)
            : ExchangeCodec.decodeReply(array, offset, length, message);

    private void exchange(int number) {
        byte[] array = encoder.array();
        int offset = encoder.messageOffset();
        int request = ExchangeCodec.encodeRequest(number, values, 4, array, offset);
        send(encoder.finish(FrameKind.BOARD_REQUEST, number, request));
        int reply = ExchangeCodec.encodeReply(number * 1_000_000L, number & 3, values, 4, array, offset);
        send(encoder.finish(FrameKind.BOARD_REPLY, number, reply));
        decoder.feed(garbage, 0, garbage.length, sink);
    }

    private void send(int bytes) {
        int half = bytes / 2;
        decoder.feed(encoder.array(), encoder.frameOffset(), half, sink);
        decoder.feed(encoder.array(), encoder.frameOffset() + half, bytes - half, sink);
    }

    @Test
    void shouldAllocateNothingForExchangesAndBadFrames() {
        for (int i = 0; i < 20_000; i++) {
            exchange(i);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            exchange(i);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(seen).isEqualTo(40_000 * 2 * 4);
        assertThat(bytes).as("bytes in 20,000 exchanges").isLessThan(2_000);
    }
}
