package dev.platine.sim.server;

import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one connection under link faults. What arrives is put into a frame again, so that a fault meets it as
 * it is on the wire, and goes through a decoder of its own.
 */
final class FaultyWays {
    private final LinkFaults faults;
    private final int maxFrameBytes;
    private final Conversation conversation;
    private final Outlet outlet;
    private @Nullable Ways ways;

    /** What a connection needs once there were faults. */
    private final class Ways {
        final FrameEncoder encoder = new FrameEncoder(maxFrameBytes);
        final FrameDecoder decoder = new FrameDecoder(maxFrameBytes);
        final FaultyLink toBoard = new FaultyLink(faults, true, outlet, this::arrive);
        final FaultyLink toHost = new FaultyLink(faults, false, outlet, this::leave);

        Ways() {
            encoder.limit(maxFrameBytes);
            decoder.limit(maxFrameBytes);
        }

        private void arrive(byte[] bytes, int length) {
            decoder.feed(bytes, 0, length, conversation::handle);
            outlet.flush();
        }

        private void leave(byte[] bytes, int length) {
            outlet.write(bytes, 0, length);
            outlet.flush();
        }
    }

    FaultyWays(LinkFaults faults, int maxFrameBytes, Conversation conversation, Outlet outlet) {
        this.faults = faults;
        this.maxFrameBytes = maxFrameBytes;
        this.conversation = conversation;
        this.outlet = outlet;
    }

    /** Whether frames must come this way: there are faults, or earlier frames are still on their way. */
    boolean inUse() {
        Ways now = ways;
        return faults.active() || (now != null && (now.toBoard.waiting() || now.toHost.waiting()));
    }

    void toBoard(int kind, int sequence, byte[] array, int offset, int length) {
        Ways now = ways();
        System.arraycopy(array, offset, now.encoder.array(), now.encoder.messageOffset(), length);
        int bytes = now.encoder.finish(kind, sequence, length);
        now.toBoard.send(now.encoder.array(), now.encoder.frameOffset(), bytes);
    }

    void toHost(byte[] array, int offset, int length) {
        ways().toHost.send(array, offset, length);
    }

    private Ways ways() {
        Ways now = ways;
        if (now == null) {
            now = new Ways();
            ways = now;
        }
        return now;
    }
}
