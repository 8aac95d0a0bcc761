package dev.platine.sim.server;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Event loops that wait without a timer while nothing is scheduled. Netty's own wait for a second then, and so arm and cancel a
 * timer of the kernel and read the clock three times more at every wait: 2 % of an exchange.
 */
final class QuietLoops extends MultiThreadIoEventLoopGroup {
    QuietLoops(int count, ThreadFactory threads, IoHandlerFactory io) {
        super(count, threads, io);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... args) {
        return new QuietLoop(this, executor, io);
    }

    /** One of them. */
    static final class QuietLoop extends SingleThreadIoEventLoop {
        QuietLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory io) {
            super(parent, executor, io);
        }

        /** When the next scheduled task is due; -1, which is for ever, when there is none. */
        @Override
        protected long deadlineNanos() {
            return nextScheduledTaskDeadlineNanos();
        }
    }
}
