package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.usart.Usart;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One serial port of a chip, with a peer that speaks its rate and format: bytes to the firmware arrive one after another, each in the time of
 * its frame. It sends to the TX pin where the port is half duplex, and waits while RTS is high.
 *
 * <p>Inside the rack only.
 */
public final class UartPort implements BytePort {
    /** How many bytes may wait on their way to the firmware. */
    public static final int QUEUE_BYTES = 65_536;

    private static final long LOOK_AGAIN_NS = 1_000_000;
    /** How soon it looks at RTS again, unless a frame takes longer. */
    private static final long HELD_NS = 20_000;

    private final String name;
    private final Chip chip;
    private final Runner self;
    private final BodyContext context;
    private final Timer next;
    private final Deque<Byte> waiting = new ArrayDeque<>();
    private final java.util.List<Listener> listeners = new java.util.ArrayList<>();
    private @Nullable SerialFrame underWay;

    UartPort(String name, BodyContext context, Chip chip, Runner self) {
        this.name = name;
        this.context = context;
        this.chip = chip;
        this.self = self;
        next = context.time().timer("to " + name, this::arrive);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public int give(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, QUEUE_BYTES - waiting.size());
        for (int i = 0; i < taken; i++) {
            waiting.add(bytes[offset + i]);
        }
        if (!next.armed() && !waiting.isEmpty()) {
            begin();
        }
        return taken;
    }

    /** How many bytes have not arrived yet. */
    int waiting() {
        return waiting.size();
    }

    private void begin() {
        Byte value = waiting.peek();
        SerialFrame frame = value == null ? null : frame(value & 0xFF);
        if (frame != null && !usart().isReadyForPeer()) {
            next.after(Math.max(HELD_NS, frame.lengthNs()));
            return;
        }
        underWay = frame;
        if (frame != null) {
            waiting.poll();
            next.after(frame.lengthNs());
            int pin = pin();
            if (pin >= 0) {
                catchUp();
                chip.receiving(pin);
            }
        } else if (value != null) {
            next.after(LOOK_AGAIN_NS); // the firmware has not switched the port on yet
        }
    }

    private Usart usart() {
        return (Usart) Objects.requireNonNull(chip.blocks().get(name));
    }

    private @Nullable SerialFrame frame(int value) {
        catchUp();
        return usart().frame(value);
    }

    /** Where the firmware listens; -1 while no pin is routed to that. */
    private int pin() {
        return chip.router().pinOf(name + (usart().isHalfDuplex() ? "_TX" : "_RX"));
    }

    private void catchUp() {
        if (chip.nowNs() < context.time().nowNs()) {
            self.run(context.time().nowNs());
        }
    }

    private void arrive() {
        SerialFrame frame = underWay;
        underWay = null;
        int pin = pin();
        if (frame != null && pin >= 0) {
            catchUp();
            chip.received(pin, frame);
        }
        begin();
    }

    void sent(byte value) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).sent(value);
        }
    }

    /** The firmware begins anew: what was on its way is lost. */
    void forget() {
        next.cancel();
        waiting.clear();
        underWay = null;
    }
}
