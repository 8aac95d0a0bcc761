package dev.platine.sim.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation over a socket. Requests are answered on the event loop, and the answer is written into the buffer in which
 * the request came, so a steady exchange allocates nothing.
 *
 * <p>While the client does not read what it asked for, nothing more is read from it.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a failure comes back through exceptionCaught, or as the end of the connection
final class SocketConnection extends ChannelInboundHandlerAdapter implements Outlet {
    /** Bytes read at once. */
    static final int READ_BYTES = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

    /** Input is handled in pieces of this size, with a look at the output between: few requests fit one. */
    private static final int PIECE_BYTES = 128;
    /** How long a client may take to read the last bytes before its connection is closed. */
    private static final long LAST_BYTES_NS = 1_000_000_000;

    private static final byte[] NOTHING = {};

    private final Hub hub;
    private final LoopContext loop;
    private final boolean plain;
    private final boolean over;
    private final Conversation conversation;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf out;
    private @Nullable Future<?> helloTimer;
    private byte[] rest = NOTHING;
    private boolean reading;
    private boolean hangingUp;

    /**
     * A connection that has just been accepted.
     *
     * @param plain whether the buffers that come in are the transport's own, free to be written to
     * @param over whether there are too many, so that this one is only told so
     */
    SocketConnection(Hub hub, LoopContext loop, boolean plain, boolean over) {
        this.hub = hub;
        this.loop = loop;
        this.plain = plain;
        this.over = over;
        this.conversation = new Conversation(hub, this, loop.writer);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (over) {
            int most = hub.limits().maxConnections();
            conversation.refuseBecauseFull(
                    most + " connections are open, the most that this server takes; try again later");
        }
        long deadlineNs = hub.limits().helloDeadline().toNanos();
        helloTimer = ctx.executor().schedule(this::requireHello, deadlineNs, TimeUnit.NANOSECONDS);
    }

    private void requireHello() {
        if (!conversation.greeted() && context != null) {
            hub.counters().helloTimeouts.increment();
            LOG.debug("closing {}: no hello in time", context.channel());
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        int length = in.readableBytes();
        byte[] scratch = loop.scratch(length);
        in.readBytes(scratch, 0, length);
        ChannelOutboundBuffer sending = ctx.channel().unsafe().outboundBuffer();
        if (plain && out == null && sending != null && sending.isEmpty()) {
            out = in.clear();
        } else {
            in.release();
        }
        reading = true;
        try {
            consume(scratch, length);
        } finally {
            reading = false;
        }
        flush();
        if (helloTimer != null && conversation.greeted()) {
            endHelloTimer();
        }
        if (rest.length > 0 && ctx.channel().isWritable()) {
            later(this::resume); // nothing else would
        }
    }

    // An event loop with a timer arms one of the kernel's at every wait.
    private void endHelloTimer() {
        Future<?> timer = helloTimer;
        if (timer != null) {
            timer.cancel(false);
            helloTimer = null;
        }
    }

    private void consume(byte[] bytes, int length) {
        if (rest.length > 0) { // a transport may hand over what it had read before it heard to stop
            keep(bytes, 0, length);
            return;
        }
        int at = 0;
        while (at < length && !hangingUp) {
            if (!roomy()) {
                keep(bytes, at, length - at);
                return;
            }
            int piece = Math.min(PIECE_BYTES, length - at);
            conversation.receive(bytes, at, piece);
            at += piece;
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        byte[] all = new byte[rest.length + length];
        System.arraycopy(rest, 0, all, 0, rest.length);
        System.arraycopy(bytes, offset, all, rest.length, length);
        rest = all;
        if (context != null) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && !reading) {
            later(this::resume);
        }
    }

    private void resume() {
        byte[] waiting = rest;
        rest = NOTHING;
        if (waiting.length > 0) {
            reading = true;
            try {
                consume(waiting, waiting.length);
            } finally {
                reading = false;
            }
            flush();
        }
        conversation.sendEvents();
        ChannelHandlerContext ctx = context;
        if (ctx != null && rest.length == 0) {
            ctx.channel().config().setAutoRead(true);
        } else if (ctx != null && ctx.channel().isWritable()) {
            later(this::resume);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        gone();
    }

    private void gone() {
        endHelloTimer();
        ByteBuf unsent = out;
        if (unsent != null) {
            out = null;
            unsent.release();
        }
        rest = NOTHING;
        conversation.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("closing {}: {}", ctx.channel(), cause.toString());
        ctx.close();
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive()) {
            return;
        }
        ByteBuf to = out;
        if (to == null) {
            to = ctx.alloc().directBuffer(length);
            out = to;
        }
        to.writeBytes(array, offset, length);
    }

    @Override
    public void flush() {
        ByteBuf to = out;
        ChannelHandlerContext ctx = context;
        if (to == null || ctx == null || reading) {
            return;
        }
        out = null;
        if (to.isReadable()) {
            ctx.writeAndFlush(to, ctx.voidPromise());
        } else {
            to.release();
        }
    }

    @Override
    public boolean roomy() {
        ChannelHandlerContext ctx = context;
        ByteBuf to = out;
        return ctx != null
                && ctx.channel().isWritable()
                && (to == null || to.readableBytes() < hub.limits().outputBytes() / 2);
    }

    @Override
    public void later(Runnable task) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            try {
                ctx.executor().execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("the server is closing", e);
            }
        }
    }

    @Override
    public void after(long delayNs, Runnable task) {
        ChannelHandlerContext ctx = context;
        if (ctx != null && ctx.channel().isActive()) {
            ctx.executor().schedule(task, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void hangUp(String reason) {
        later(() -> {
            ChannelHandlerContext ctx = context;
            if (ctx != null && !hangingUp) {
                hangingUp = true;
                LOG.debug("closing {}: {}", ctx.channel(), reason);
                flush();
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                after(LAST_BYTES_NS, ctx::close);
            }
        });
    }
}
