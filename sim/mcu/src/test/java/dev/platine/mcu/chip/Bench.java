package dev.platine.mcu.chip;

import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.Surroundings;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chip on a test's bench: its registers are accessed as a debugger does, its pins are recorded. */
public final class Bench implements Surroundings {
    /** What a pin did: its name, how it is driven, the voltage or the frequency, when. */
    public record Driven(String pin, Drive drive, double volts, long ns) {}

    /** What left at a pin, and when. */
    public record Sent(String pin, SerialFrame frame, long ns) {}

    private static final SerialFrame NOTHING = new SerialFrame(0, 0, 0, 0);

    private final Chip chip;
    private final List<Driven> driven = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Sent> sending = new ArrayList<>();
    private final double[] volts = new double[16 * 16];

    /** A chip with power, its processor stuck for want of firmware, all clock gates open, HCLK at 16 MHz. */
    public Bench(ChipSpec spec) {
        chip = new Chip(spec, TestEngines.create(), this);
        if (!chip.blocks().containsKey("RCC")) {
            chip.clocks().changing();
            chip.clocks().hclk(Rate.hz(16_000_000));
            chip.clocks().changed();
        }
        chip.powerUp(0);
        chip.blocks().values().forEach(block -> block.clock(true));
    }

    public Chip chip() {
        return chip;
    }

    public Clocks clocks() {
        return chip.clocks();
    }

    public long read(int address) {
        return chip.bus().read(address, 4);
    }

    public void write(int address, int value) {
        if (!chip.bus().write(address, 4, value)) {
            throw new AssertionError("nothing took the write to 0x" + Integer.toHexString(address));
        }
    }

    /** A block's request to the DMA controllers, as the block raises it. */
    public DmaRequest request(String name) {
        return chip.request(name);
    }

    /** Reads, changes bits, writes. */
    public void set(int address, int bits) {
        write(address, (int) read(address) | bits);
    }

    public void clear(int address, int bits) {
        write(address, (int) read(address) & ~bits);
    }

    /** Lets time pass. */
    public void run(long forNs) {
        long until = chip.nowNs() + forNs;
        while (chip.nowNs() < until) {
            chip.run(until);
        }
    }

    /** Lets cycles of HCLK pass, exactly. */
    public void cycles(long count) {
        long until = chip.processor().cycles() + count;
        boolean[] reached = {false};
        var alarm = chip.course().cycleAlarms.alarm(() -> {
            reached[0] = true;
            chip.leave();
        });
        alarm.at(until);
        while (!reached[0]) {
            chip.run(chip.nowNs() + 1_000_000);
        }
    }

    /** An alarm in the chip's nanoseconds. */
    public Alarm timeAlarm(Runnable action) {
        return chip.course().timeAlarms.alarm(action);
    }

    /** How many alarms in cycles are set. */
    public int cycleAlarms() {
        return chip.course().cycleAlarms.size();
    }

    public boolean pending(String interrupt) {
        Integer vector = chip.spec().vectors().get(interrupt);
        return chip.processor().exceptions().isPending(16 + vector);
    }

    public List<Driven> driven(String pin) {
        return driven.stream().filter(d -> d.pin.equals(pin)).toList();
    }

    /** When frames began to leave at a pin. */
    public List<Long> sending(String pin) {
        return sending.stream().filter(s -> s.pin.equals(pin)).map(Sent::ns).toList();
    }

    public List<Sent> sent(String pin) {
        return sent.stream().filter(s -> s.pin.equals(pin)).toList();
    }

    public static int pin(String name) {
        return (name.charAt(1) - 'A') * 16 + Integer.parseInt(name.substring(2));
    }

    /** Routes an alternate function to a pin, as its port does. */
    public void route(String pin, int function) {
        chip.router().route(pin(pin), function, true);
    }

    public void level(String pin, boolean high) {
        chip.level(pin(pin), high);
    }

    public void receive(String pin, SerialFrame frame) {
        chip.received(pin(pin), frame);
    }

    public void volts(String pin, double now) {
        volts[pin(pin)] = now;
    }

    public void receiving(String pin) {
        chip.receiving(pin(pin));
    }

    /** A block's first address. */
    public int base(String block) {
        return chip.spec().blocks().stream()
                .filter(b -> b.name().equals(block))
                .findFirst()
                .orElseThrow()
                .base();
    }

    /** A converter's voltage for a pin; NaN for none. */
    public void analog(String pin, double now) {
        chip.router().analog(pin(pin), now);
    }

    @Override
    public void driven(int pin, Drive drive, double v) {
        driven.add(new Driven(Chip.pinName(pin), drive, v, chip.nowNs()));
    }

    @Override
    public void waves(int pin, double hz) {
        driven.add(new Driven(Chip.pinName(pin), Drive.WAVE, hz, chip.nowNs()));
    }

    @Override
    public double volts(int pin) {
        return volts[pin];
    }

    @Override
    public void sending(int pin, long endNs) {
        sending.add(new Sent(Chip.pinName(pin), NOTHING, chip.nowNs()));
    }

    @Override
    public void sent(int pin, SerialFrame frame) {
        sent.add(new Sent(Chip.pinName(pin), frame, chip.nowNs()));
    }

    @Override
    public String toString() {
        return "at " + chip.nowNs() + " ns: " + driven + Arrays.toString(volts) + sent;
    }
}
