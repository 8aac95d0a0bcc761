package dev.platine.mcu.peripheral;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.mcu.pin.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wires between pins of chips and parts on a test's bench: levels, SPI frames and two-wire bytes go from pin to pin. Chips run in turn, in
 * small steps of time; who hears a frame is brought up to its end first.
 */
public final class Wires {
    private static final long STEP_NS = 500;

    /** Something with pins. */
    private interface Owner {}

    private record Pin(Owner owner, int number) {}

    /** A chip on the bench; its processor is stuck for want of firmware, all clock gates are open. */
    public final class Node implements Owner, Surroundings {
        private final Chip chip;
        private final Map<Integer, Drive> drives = new HashMap<>();
        private boolean running;

        private Node(ChipSpec spec) {
            chip = new Chip(spec, TestEngines.create(), this);
            chip.powerUp(0);
            chip.blocks().values().forEach(block -> block.clock(true));
        }

        public Chip chip() {
            return chip;
        }

        /** Brings it up to a time, unless it is ahead, or waits itself for the one who asks. */
        private void runUntil(long ns) {
            if (!running) {
                running = true;
                while (chip.nowNs() < ns) {
                    chip.run(ns);
                }
                running = false;
            }
        }

        public long read(int address) {
            return chip.bus().read(address, 4);
        }

        public void write(int address, int value) {
            if (!chip.bus().write(address, 4, value)) {
                throw new AssertionError("nothing took the write to 0x" + Integer.toHexString(address));
            }
        }

        public void set(int address, int bits) {
            write(address, (int) read(address) | bits);
        }

        public void clear(int address, int bits) {
            write(address, (int) read(address) & ~bits);
        }

        /** Routes an alternate function to a pin, as firmware does. */
        public Node route(String pin, int function) {
            int number = number(pin);
            int port = 0x40020000 + 0x400 * (number / 16);
            int bit = number % 16;
            int afr = port + 0x20 + 4 * (bit / 8);
            write(afr, (int) read(afr) & ~(15 << bit % 8 * 4) | function << bit % 8 * 4);
            write(port, (int) read(port) & ~(3 << 2 * bit) | 2 << 2 * bit);
            return this;
        }

        public void level(String pin, boolean high) {
            chip.level(number(pin), high);
        }

        public @Nullable Drive drive(String pin) {
            return drives.get(number(pin));
        }

        @Override
        public void driven(int pin, Drive drive, double volts) {
            drives.put(pin, drive);
            if (drive == Drive.HIGH || drive == Drive.LOW) {
                for (Pin other : net(new Pin(this, pin))) {
                    if (other.owner instanceof Node node && node != this) {
                        node.chip.level(other.number, drive == Drive.HIGH);
                    }
                }
            }
        }

        @Override
        public double volts(int pin) {
            return 0;
        }

        @Override
        public void sent(int pin, SerialFrame frame) {}

        @Override
        public int clocked(SpiFrame frame) {
            List<Pin> data = net(new Pin(this, frame.outPin()));
            List<Pin> back = net(new Pin(this, frame.inPin()));
            frames.add(frame);
            int seen = frame.inPin() >= 0 && data.contains(new Pin(this, frame.inPin())) ? frame.bits() : frame.ones();
            for (Pin pin : net(new Pin(this, frame.clockPin()))) {
                SpiTarget target = pin.owner == this ? null : spi(pin);
                if (target != null) {
                    if (pin.owner instanceof Node node) {
                        node.runUntil(chip.nowNs());
                    }
                    boolean hears = frame.outPin() >= 0 && data.contains(new Pin(pin.owner, target.inPin()));
                    int out = target.outPin();
                    int answer = target.clocked(hears ? frame : frame.with(frame.ones()));
                    seen = out >= 0 && back.contains(new Pin(pin.owner, out)) ? answer : seen;
                }
            }
            return seen;
        }

        @Override
        public I2cTarget bus(int clockPin, int dataPin) {
            List<I2cTarget> all = new ArrayList<>();
            for (Pin pin : net(new Pin(this, clockPin))) {
                I2cTarget target = pin.number == clockPin && pin.owner == this ? null : i2c(pin);
                if (target != null) {
                    all.add(target);
                }
            }
            return new Together(all);
        }

        @Override
        public void released(int clockPin) {
            for (Pin pin : net(new Pin(this, clockPin))) {
                if (pin.owner instanceof Node node && node != this) {
                    node.chip.released(pin.number);
                }
            }
        }
    }

    /** A part. */
    private record Part(@Nullable SpiTarget spi, @Nullable I2cTarget i2c) implements Owner {}

    /** Several on one bus. */
    private record Together(List<I2cTarget> all) implements I2cTarget {
        @Override
        public void started() {
            all.forEach(I2cTarget::started);
        }

        @Override
        public int written(int bits) {
            int result = NACK;
            for (I2cTarget target : all) {
                int one = target.written(bits);
                result = one == ACK && result == NACK || one > NACK ? one : result;
            }
            return result;
        }

        @Override
        public int read(boolean ack) {
            int bits = 0xFF;
            for (I2cTarget target : all) {
                bits &= target.read(ack);
            }
            return bits;
        }

        @Override
        public void stopped() {
            all.forEach(I2cTarget::stopped);
        }

        @Override
        public boolean holds() {
            return all.stream().anyMatch(I2cTarget::holds);
        }
    }

    /** All SPI frames that went by. */
    public final List<SpiFrame> frames = new ArrayList<>();

    private final List<Node> nodes = new ArrayList<>();
    private final List<List<Pin>> nets = new ArrayList<>();

    public Node chip(ChipSpec spec) {
        Node node = new Node(spec);
        nodes.add(node);
        return node;
    }

    public static int number(String pin) {
        return (pin.charAt(1) - 'A') * 16 + Integer.parseInt(pin.substring(2));
    }

    /** Joins two pins. */
    public void join(Node a, String pinA, Node b, String pinB) {
        join(new Pin(a, number(pinA)), new Pin(b, number(pinB)));
    }

    /** A part's clock at a chip's pin, and its data pins 1 (in) and 2 (out). */
    public void part(SpiTarget part, Node node, String clock, String in, String out) {
        Part owner = new Part(part, null);
        join(new Pin(node, number(clock)), new Pin(owner, 0));
        join(new Pin(node, number(in)), new Pin(owner, 1));
        join(new Pin(node, number(out)), new Pin(owner, 2));
    }

    /** A part on a two-wire bus. */
    public void part(I2cTarget part, Node node, String clock) {
        join(new Pin(node, number(clock)), new Pin(new Part(null, part), 0));
    }

    private void join(Pin a, Pin b) {
        List<Pin> of = net(a);
        if (of.isEmpty()) {
            of = new ArrayList<>(List.of(a));
            nets.add(of);
        }
        of.add(b);
    }

    private List<Pin> net(Pin pin) {
        return nets.stream().filter(net -> net.contains(pin)).findFirst().orElse(List.of());
    }

    private static @Nullable SpiTarget spi(Pin pin) {
        return pin.owner instanceof Node node ? node.chip.spi(pin.number) : ((Part) pin.owner).spi;
    }

    private static @Nullable I2cTarget i2c(Pin pin) {
        return pin.owner instanceof Node node ? node.chip.i2c(pin.number) : ((Part) pin.owner).i2c;
    }

    /** Lets time pass for all chips. */
    public void run(long forNs) {
        long from = nodes.get(0).chip.nowNs();
        for (long at = from + STEP_NS; at < from + forNs + STEP_NS; at += STEP_NS) {
            for (Node node : nodes) {
                node.runUntil(at);
            }
        }
    }
}
