package dev.platine.sim.server;

import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.hal.BoardException.Kind;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * One host's talk with a firmware that speaks the protocol itself: frames are passed on as they are, both ways. What the firmware
 * cannot say any more, that it has crashed, is said here.
 *
 * <p>Requests come on the connection's thread; the firmware's bytes come inside the rack, on whichever thread is in it, and leave
 * on the connection's thread. Passing on allocates nothing.
 */
final class LineTalk implements HostLine.Listener {
    private static final long LOOK_AGAIN_NS = 1_000_000;
    private static final byte[] DELIMITER = {FrameFormat.DELIMITER};

    private final ServedRack rack;
    private final RackBoard board;
    private final HostLine line;
    private final Conversation conversation;
    private final Outlet outlet;
    private final FrameWriter writer;
    private final int maxFrameBytes;
    private final byte[] said;
    private final Runnable pass = this::resume;
    private int saidBytes;
    private boolean answering;
    private boolean passing;
    private boolean cut;

    private LineTalk(
            ServedRack rack,
            RackBoard board,
            HostLine line,
            Conversation conversation,
            Outlet outlet,
            FrameWriter writer,
            int maxFrameBytes) {
        this.rack = rack;
        this.board = board;
        this.line = line;
        this.conversation = conversation;
        this.outlet = outlet;
        this.writer = writer;
        this.maxFrameBytes = maxFrameBytes;
        this.said = new byte[2 * FrameFormat.maxEncodedBytes(maxFrameBytes)];
    }

    /**
     * Takes the line of a board whose firmware speaks for itself: it has one, and so one host. Inside the rack.
     *
     * @return the talk, or null when the board's firmware does not speak for itself
     * @throws ServiceException of kind BUSY when the line is another host's
     */
    static @Nullable LineTalk take(Hub hub, String name, Conversation conversation, Outlet outlet, FrameWriter writer) {
        RackBoard board = hub.rack().speaking(name);
        HostLine line = board == null ? null : board.hostLine();
        if (board == null || line == null) {
            return null;
        }
        int maxFrameBytes = hub.limits().maxFrameBytes();
        LineTalk talk = new LineTalk(hub.rack(), board, line, conversation, outlet, writer, maxFrameBytes);
        if (!line.connect(talk)) {
            throw new ServiceException(
                    Kind.BUSY,
                    "the firmware of " + name + " has one line to one host, and another host has it; close that");
        }
        return talk;
    }

    /** Gives the line back. Inside the rack. */
    void end() {
        line.disconnect(this);
    }

    /** Passes a hello on, without the board's name: on its line there is no other. */
    void hello(int sequence, Hello hello) {
        BoardRequest request = BoardRequest.newBuilder()
                .setHello(hello.toBuilder().setBoard(""))
                .build();
        int bytes = writer.frame(FrameKind.BOARD_REQUEST, sequence, request, ProtocolLimits.HELLO_FRAME_BYTES);
        if (bytes < 0) {
            conversation.refuse(sequence, ErrorKinds.error(ErrorKind.TOO_LARGE, "hello must fit a frame of 256 bytes"));
        } else {
            give(sequence, bytes);
        }
    }

    /** Passes a request on. */
    void request(int sequence, byte[] array, int offset, int length) {
        FrameEncoder encoder = writer.encoder();
        encoder.limit(maxFrameBytes);
        System.arraycopy(array, offset, encoder.array(), encoder.messageOffset(), length);
        give(sequence, encoder.finish(FrameKind.BOARD_REQUEST, sequence, length));
    }

    private void give(int sequence, int bytes) {
        FrameEncoder encoder = writer.encoder();
        String failure;
        rack.enter();
        try {
            failure = board.failure();
            if (failure == null) {
                answering = true;
                if (cut) {
                    line.give(DELIMITER, 0, 1);
                }
                cut = line.give(encoder.array(), encoder.frameOffset(), bytes) < bytes;
                answering = false;
                pass();
                if (line.restartDue()) {
                    board.reset();
                }
                failure = board.failure();
            }
        } finally {
            answering = false;
            rack.exit();
        }
        if (failure != null) {
            conversation.refuse(sequence, ErrorKinds.error(ErrorKind.BOARD_FAILURE, failure));
        }
    }

    @Override
    public int received(byte[] bytes, int length) {
        int taken = Math.min(length, said.length - saidBytes);
        System.arraycopy(bytes, 0, said, saidBytes, taken);
        saidBytes += taken;
        if (!answering && !passing) {
            passing = true;
            outlet.later(pass);
        }
        return taken;
    }

    /** Sends what waits, as long as there is room. On the connection's thread, outside the rack. */
    void resume() {
        rack.enter();
        try {
            passing = false;
            pass();
            line.resume();
        } finally {
            rack.exit();
        }
        outlet.flush();
    }

    // Whole frames only: a reply of the bench may come between.
    private void pass() {
        int from = 0;
        int end = next(from);
        while (end > 0 && outlet.roomy()) {
            conversation.sendFrame(said, from, end - from);
            from = end;
            end = next(from);
        }
        saidBytes -= from;
        System.arraycopy(said, from, said, 0, saidBytes);
        if (saidBytes == said.length && end < 0) {
            saidBytes = 0; // no frame is that long
        }
        if (end > 0 && !passing) {
            passing = true;
            outlet.after(LOOK_AGAIN_NS, pass);
        }
    }

    private int next(int from) {
        for (int at = from; at < saidBytes; at++) {
            if (said[at] == FrameFormat.DELIMITER) {
                return at + 1;
            }
        }
        return -1;
    }
}
