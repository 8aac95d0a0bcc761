package dev.platine.sim.emulated;

import dev.platine.sim.body.HostLine;
import org.jspecify.annotations.Nullable;

/** The board protocol's line by way of a serial port of the chip. Inside the rack only. */
final class UartHostLine implements HostLine {
    private static final int WAITING_BYTES = 4_096;

    private final UartPort port;
    private final byte[] waiting = new byte[WAITING_BYTES];
    private int count;
    private HostLine.@Nullable Listener host;

    UartHostLine(UartPort port) {
        this.port = port;
        port.listen(this::sent);
    }

    private void sent(byte value) {
        if (host == null) {
            return;
        }
        if (count < WAITING_BYTES) {
            waiting[count++] = value;
        }
        resume();
    }

    @Override
    public boolean connect(HostLine.Listener listener) {
        if (host != null) {
            return false;
        }
        host = listener;
        count = 0;
        return true;
    }

    @Override
    public void disconnect(HostLine.Listener listener) {
        if (host == listener) {
            host = null;
            count = 0;
        }
    }

    @Override
    public int give(byte[] bytes, int offset, int length) {
        return port.give(bytes, offset, length);
    }

    @Override
    public void resume() {
        HostLine.Listener to = host;
        if (to != null && count > 0) {
            int taken = Math.max(0, Math.min(count, to.received(waiting, count)));
            System.arraycopy(waiting, taken, waiting, 0, count - taken);
            count -= taken;
        }
    }

    @Override
    public boolean restartDue() {
        return false;
    }

    @Override
    public HostLine.@Nullable Listener connected() {
        return host;
    }
}
