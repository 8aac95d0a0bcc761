package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.hal.link.Link;
import dev.platine.hal.spi.BoardPort;
import org.junit.jupiter.api.Test;

/**
 * The keeper answers a call just before its caller takes the reader's role from it. The caller then once read on, for a reply that
 * had come already, until its deadline: one exchange of 100,000 took a second.
 */
class AnsweredMeanwhileTest {
    private static final long LONG_NS = 20_000_000_000L;

    private final Echo link = new Echo();
    private final Connection connection = new Connection(link, Kinds.BOARD, (array, offset, length) -> false, () -> {});

    @Test
    void shouldNotReadForACallThatWasAnsweredMeanwhile() {
        try (connection) {
            assertThat(connection.call(new OvertakenCall(), System.nanoTime() + LONG_NS))
                    .isEqualTo(BoardPort.OK);
            assertThat(link.readsWithoutBytes).isZero();
        }
    }

    /** Is answered by another reader at the last moment before its own thread reads. */
    private final class OvertakenCall extends Call {
        private boolean overtaken;

        @Override
        boolean interruptible() {
            if (!overtaken && link.replyBytes > 0) {
                overtaken = true;
                assertThat(connection.readIdle(System.nanoTime() + LONG_NS)).isTrue();
                assertThat(isPending()).isFalse();
            }
            return false;
        }

        @Override
        int encode(byte[] out, int offset, int maxBytes) {
            out[offset] = 1;
            return 1;
        }

        @Override
        int take(byte[] in, int offset, int length) {
            return BoardPort.OK;
        }

        @Override
        void tooLarge(int maxBytes) {
            throw new AssertionError("one byte");
        }

        @Override
        boolean boardRestarted() {
            return false;
        }
    }

    /** Answers each request at once; a read without a reply there counts, and does not wait. */
    private static final class Echo implements Link {
        private final FrameDecoder requests = new FrameDecoder(Connection.MAX_FRAME_BYTES);
        private final FrameEncoder reply = new FrameEncoder(Connection.MAX_FRAME_BYTES);
        private int replyBytes;
        private int readsWithoutBytes;

        @Override
        public int read(byte[] dst, int offset, int length, long deadlineNs) {
            int count = replyBytes;
            replyBytes = 0;
            if (count == 0) {
                readsWithoutBytes++;
                return LOST;
            }
            System.arraycopy(reply.array(), reply.frameOffset(), dst, offset, count);
            return count;
        }

        @Override
        public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
            requests.feed(src, offset, length, this::answer);
            return length;
        }

        private void answer(int kind, int sequence, byte[] array, int offset, int length) {
            replyBytes = reply.finish(Kinds.BOARD.reply, sequence, 0);
        }

        @Override
        public String describe() {
            return "echo";
        }

        @Override
        public String lossReason() {
            return "";
        }

        @Override
        public void close() {}
    }
}
