package dev.platine.sim.server;

import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.link.Link;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionEvent;
import dev.platine.sim.service.SessionListener;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The line to a firmware that speaks the protocol itself, for a host in the same JVM. Who writes lets the firmware run and finds its
 * answer there. Lost when the board restarts; a board that has failed is answered for. Any thread.
 */
final class LineLink implements Link, HostLine.Listener, SessionListener {
    private static final int ROOM_BYTES = 16_384;
    private static final int REQUEST_BYTES = 4_096;

    private final Rack rack;
    private final RackBoard board;
    private final HostLine line;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final byte[] said = new byte[ROOM_BYTES];
    private final SessionEvent event = new SessionEvent();
    private final FrameDecoder requests = new FrameDecoder(REQUEST_BYTES);
    private final FrameWriter refusals = new FrameWriter(REQUEST_BYTES);
    private int from;
    private int count;
    private boolean refused;
    private String lossReason = "";
    private boolean closed;
    private @Nullable Session session;

    private LineLink(Rack rack, RackBoard board, HostLine line) {
        this.rack = rack;
        this.board = board;
        this.line = line;
        requests.limit(REQUEST_BYTES);
    }

    /**
     * Takes the line.
     *
     * @throws BoardException of kind BOARD_FAILURE when the board has no power or has crashed, BUSY when another host has the
     *     line, CLOSED when the rack is closed
     */
    static LineLink open(Rack rack, RackBoard board, HostLine line) {
        LineLink link = new LineLink(rack, board, line);
        try {
            rack.enter();
        } catch (IllegalStateException e) {
            throw new BoardException(Kind.CLOSED, 0, board.name(), null, "open", "the rack was closed", e);
        }
        try {
            Session opened = board.service().open(link, "");
            link.session = opened;
            if (!line.connect(link)) {
                opened.close();
                String reason = "its firmware has one line to one host, and another host has it; close that";
                throw new BoardException(Kind.BUSY, board.name(), "open", reason);
            }
            return link;
        } catch (ServiceException e) {
            throw new BoardException(e.kind(), 0, board.name(), null, "open", e.reason(), e);
        } finally {
            rack.exit();
        }
    }

    @Override
    public int received(byte[] bytes, int length) {
        lock.lock();
        try {
            int taken = Math.min(length, ROOM_BYTES - count);
            int at = (from + count) % ROOM_BYTES;
            int first = Math.min(taken, ROOM_BYTES - at);
            System.arraycopy(bytes, 0, said, at, first);
            System.arraycopy(bytes, first, said, 0, taken - first);
            count += taken;
            refused |= taken < length;
            arrived.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        int taken = take(dst, offset, length, deadlineNs);
        if (taken > 0 && refused && enter()) {
            try {
                refused = false;
                line.resume();
            } finally {
                rack.exit();
            }
        }
        return taken;
    }

    private int take(byte[] dst, int offset, int length, long deadlineNs) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (count == 0 && !closed && lossReason.isEmpty() && deadlineNs - System.nanoTime() > 0) {
                try {
                    arrived.await(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (closed || count == 0) {
                return closed ? CLOSED : lossReason.isEmpty() ? 0 : LOST;
            }
            int taken = Math.min(length, count);
            int first = Math.min(taken, ROOM_BYTES - from);
            System.arraycopy(said, from, dst, offset, first);
            System.arraycopy(said, 0, dst, offset + first, taken - first);
            from = (from + taken) % ROOM_BYTES;
            count -= taken;
            return taken;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@inheritDoc} What the firmware has no room for is lost, as on a serial line. */
    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        if (!enter()) {
            return closed ? CLOSED : LOST;
        }
        try {
            if (closed || !lossReason.isEmpty()) {
                return closed ? CLOSED : LOST;
            }
            if (board.failure() == null) {
                line.give(src, offset, length);
                if (line.restartDue()) {
                    board.reset();
                }
            }
            String failure = board.failure();
            if (failure != null) {
                requests.feed(src, offset, length, (kind, sequence, array, from, bytes) -> refuse(sequence, failure));
            }
            return length;
        } finally {
            rack.exit();
        }
    }

    // The firmware cannot say that it has failed.
    private void refuse(int sequence, String failure) {
        BoardReply reply = BoardReply.newBuilder()
                .setError(ErrorKinds.error(ErrorKind.BOARD_FAILURE, failure))
                .build();
        int bytes = refusals.frame(FrameKind.BOARD_REPLY, sequence, reply, ProtocolLimits.HELLO_FRAME_BYTES);
        if (bytes > 0) {
            int offset = refusals.encoder().frameOffset();
            received(Arrays.copyOfRange(refusals.encoder().array(), offset, offset + bytes), bytes);
        }
    }

    private boolean enter() {
        try {
            rack.enter();
            return true;
        } catch (IllegalStateException e) {
            lose("the rack was closed");
            return false;
        }
    }

    private void lose(String reason) {
        lock.lock();
        try {
            lossReason = lossReason.isEmpty() ? reason : lossReason;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void eventsReady() {
        Session now = session;
        while (now != null && now.nextEvent(event)) {
            // the firmware speaks for itself
        }
    }

    @Override
    public void rebooted() {
        lose("the board restarted");
    }

    @Override
    public String describe() {
        return "line of " + board.name();
    }

    @Override
    public String lossReason() {
        lock.lock();
        try {
            return lossReason;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        if (enter()) {
            try {
                line.disconnect(this);
                Session ending = session;
                if (ending != null) {
                    ending.close();
                }
            } finally {
                rack.exit();
            }
        }
    }
}
