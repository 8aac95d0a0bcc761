package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.can.Can;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.AlarmQueue;
import dev.platine.mcu.time.Rate;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * A CAN bus, with its transceivers, between emulated boards of one rack, and instruments on it. It takes part in the rack's time by one timer; boards
 * may lose and regain power while they are joined.
 *
 * <p>Inside the rack only.
 */
public final class CanLine {
    private final TimerSource time;
    private final Timer timer;
    private final AlarmQueue alarms = new AlarmQueue(this::sooner);
    private final CanWire wire = new CanWire(alarms::alarm);
    private final List<Chip> chips = new ArrayList<>();
    private final Runnable look;

    /**
     * A bus with nobody on it.
     *
     * @param time the rack's
     */
    public CanLine(TimerSource time) {
        this(time, () -> {});
    }

    /** The same with somebody who looks at who is on it before anything happens. */
    CanLine(TimerSource time, Runnable look) {
        this.time = time;
        this.look = look;
        timer = time.timer("CAN", this::due);
    }

    CanWire wire() {
        return wire;
    }

    /**
     * Joins a controller of a board, for as long as the rack is there. Its firmware routes the pins.
     *
     * @param body the board's
     * @param controller such as {@code CAN1}
     * @throws IllegalArgumentException if its chip has none of this name, or it is on a bus already
     */
    public void join(EmulatedBody body, String controller) {
        Chip chip = body.chip();
        Peripheral block = chip.blocks().get(controller);
        if (!(block instanceof Can can)) {
            throw new IllegalArgumentException("chip " + chip.spec().name() + " has no CAN controller " + controller);
        }
        if (can.isAttached()) {
            throw new IllegalArgumentException(controller + " is on a bus already; join it once");
        }
        can.attach(wire);
        with(chip);
    }

    /** A chip that may come onto the bus: it is brought up to each event of it, and leaves off for one. */
    void with(Chip chip) {
        if (!chips.contains(chip)) {
            chips.add(chip);
        }
    }

    /**
     * Puts an instrument on the bus, which acknowledges.
     *
     * @param name for people
     * @param bitsPerSecond its bit rate
     * @param heard told of each right frame of others, with the time of its start in nanoseconds
     * @return the instrument
     */
    public CanInstrument instrument(String name, long bitsPerSecond, ObjLongConsumer<CanFrame> heard) {
        return new CanInstrument(name, Rate.hz(bitsPerSecond), wire, heard);
    }

    /** Something on the bus is due earlier than all before: who runs leaves off, so that the rack gets there. */
    private void sooner(long ns) {
        timer.at(ns);
        for (int i = 0; i < chips.size(); i++) {
            chips.get(i).leave();
        }
    }

    private void due() {
        long now = time.nowNs();
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            // one that sleeps is behind
            while (chip.nowNs() < now) {
                chip.run(now);
            }
        }
        look.run();
        alarms.runUntil(now);
        if (alarms.next() != Long.MAX_VALUE) {
            timer.at(alarms.next());
        }
    }
}
