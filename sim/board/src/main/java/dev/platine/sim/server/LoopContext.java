package dev.platine.sim.server;

/** What the connections of one event loop share: they never work at the same time. */
final class LoopContext {
    final FrameWriter writer;
    byte[] scratch = new byte[SocketConnection.READ_BYTES];

    LoopContext(int maxFrameBytes) {
        this.writer = new FrameWriter(maxFrameBytes);
    }

    byte[] scratch(int bytes) {
        if (scratch.length < bytes) {
            scratch = new byte[bytes];
        }
        return scratch;
    }
}
