package dev.platine.sim.emulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A way for bytes that a debug probe gives. Whoever asks for one connects the probe. Inside the rack only. */
abstract class ProbePort implements BytePort {
    static final String RTT = "RTT";
    static final String ITM = "ITM";
    static final String SEMIHOSTING = "SEMIHOSTING";
    static final List<String> NAMES = List.of(RTT, ITM, SEMIHOSTING);

    /** To the firmware, not taken by it yet. */
    final Deque<Byte> waiting = new ArrayDeque<>();

    private final String name;
    private final PortLines lines;
    private final List<Listener> listeners = new ArrayList<>();

    ProbePort(String name, PortLines lines) {
        this.name = name;
        this.lines = lines;
    }

    /** The board gets power. */
    void boot() {}

    /** The board loses power: what was on its way is lost. */
    void halt() {
        waiting.clear();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public int give(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, UartPort.QUEUE_BYTES - waiting.size());
        for (int i = 0; i < taken; i++) {
            waiting.add(bytes[offset + i]);
        }
        return taken;
    }

    final void sent(int value) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).sent((byte) value);
        }
        lines.said(name, value & 0xFF);
    }
}
