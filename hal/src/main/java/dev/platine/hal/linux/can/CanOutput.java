package dev.platine.hal.linux.can;

import dev.platine.hal.linux.CanFrame;
import dev.platine.hal.linux.CanSocket;
import dev.platine.hal.local.LocalDevice;

/** A frame that is sent when it changes, in a period, or both. Any thread. */
final class CanOutput {
    private static final long PATIENCE_NS = 20_000_000;

    private final CanSettings.Output settings;
    private final CanSocket socket;
    private final CanFrame frame = new CanFrame();
    private final byte[] data;
    private boolean due = true;
    private long nextNs;

    CanOutput(CanSettings.Output settings, CanSocket socket, boolean fd) {
        this.settings = settings;
        this.socket = socket;
        data = new byte[settings.length()];
        for (CanSettings.Signal signal : settings.signals()) {
            signal.field().put(data, signal.value().raw(signal.value().spec().safeBits()));
        }
        frame.set(settings.id(), fd, data, 0, data.length);
        nextNs = System.nanoTime() + settings.periodNs();
    }

    boolean isPeriodic() {
        return settings.periodNs() > 0;
    }

    synchronized long nextNs() {
        return nextNs;
    }

    /** Puts set-points in. */
    synchronized void put(int[] values, long[] untilNs) {
        for (CanSettings.Signal signal : settings.signals()) {
            int id = signal.value().spec().id();
            if (untilNs[id] != LocalDevice.LEAVE
                    && signal.field().put(data, signal.value().raw(values[id]))) {
                due |= settings.onChange();
            }
        }
    }

    /** Sends it when a change, or the first time, asks for it; a code of {@link CanSocket#send}. */
    synchronized int sendChange() {
        if (!due) {
            return CanSocket.OK;
        }
        int code = send();
        due = code != CanSocket.OK;
        return code;
    }

    /** Sends it when its period is over, without waiting; periods that were missed are left out. */
    synchronized void sendPeriod(long nowNs) {
        if (nowNs - nextNs >= 0) {
            frame.set(frame.id(), frame.isFd(), data, 0, data.length);
            socket.send(frame, nowNs);
            nextNs += Math.max(1, 1 + (nowNs - nextNs) / settings.periodNs()) * settings.periodNs();
        }
    }

    private int send() {
        frame.set(frame.id(), frame.isFd(), data, 0, data.length);
        return socket.send(frame, System.nanoTime() + PATIENCE_NS);
    }
}
