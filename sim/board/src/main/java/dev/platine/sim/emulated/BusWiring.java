package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.pin.SpiFrame;
import dev.platine.mcu.pin.SpiTarget;
import dev.platine.sim.bus.BusMember;
import dev.platine.sim.bus.BusProbe;
import dev.platine.sim.bus.SpiExchange;
import dev.platine.sim.bus.TwoWireBus;
import dev.platine.sim.clock.Runner;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Pin;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chip on clocked buses. Others are to be where the chip is when a frame ends: so the rack's time stops a moment before that end and at it (a
 * {@link Meeting}), and a chip that hears a clock as a slave never goes ahead of who may give it (its leaders).
 *
 * <p>Inside the rack only.
 */
final class BusWiring implements BusMember {
    private static final double NS_PER_S = 1e9;

    private final TimerSource time;
    private final Runner self;
    private final @Nullable Pin[] wires;
    private final @Nullable Meeting[] meetings;
    private final boolean[] follows;
    private @Nullable Chip chip;
    private Runner[] leaders = Runner.NO_LEADERS;

    /** A moment at which the chip asks others. First all come near it, then nobody goes beyond it. */
    private final class Meeting {
        private final Timer timer;
        private long endNs;

        Meeting(int pin) {
            timer = time.timer("meeting at " + Chip.pinName(pin), this::near);
        }

        void at(long beforeNs, long thenNs) {
            endNs = thenNs;
            timer.at(beforeNs);
        }

        private void near() {
            if (time.nowNs() < endNs) {
                timer.at(endNs);
            }
        }
    }

    BusWiring(TimerSource time, Runner self, @Nullable Pin[] wires) {
        this.time = time;
        this.self = self;
        this.wires = wires;
        meetings = new Meeting[wires.length];
        follows = new boolean[wires.length];
    }

    void chip(Chip now) {
        chip = now;
    }

    private Chip chip() {
        return Objects.requireNonNull(chip);
    }

    /** Lets everything go: power is gone. */
    void release() {
        for (Meeting meeting : meetings) {
            if (meeting != null) {
                meeting.timer.cancel();
            }
        }
        Arrays.fill(follows, false);
        leaders = Runner.NO_LEADERS;
    }

    Runner[] leaders() {
        return leaders;
    }

    Runner self() {
        return self;
    }

    @Override
    public BusProbe probe(int pin) {
        BusProbe probe = new BusProbe();
        Pin wire = wires[pin];
        if (wire != null) {
            wire.send(probe);
        }
        return probe;
    }

    @Override
    public @Nullable SpiTarget spi(int pin) {
        return chip().spi(pin);
    }

    @Override
    public @Nullable I2cTarget i2c(int pin) {
        return chip().i2c(pin);
    }

    @Override
    public boolean high(int pin) {
        return chip().router().isHigh(pin);
    }

    @Override
    public boolean hasTime() {
        return true;
    }

    @Override
    public void bringUpTo(long ns) {
        // A chip in the midst of its own run has asked, by way of another one, itself.
        if (!chip().isRunning() && chip().nowNs() < ns) {
            chip().run(ns);
        }
    }

    /** A frame begins; whoever is at its clock and has a time of his own will be there at its end. */
    void shifting(int pin, long endNs) {
        BusProbe probe = probe(pin);
        if (!probe.hasTime(this)) {
            return;
        }
        for (int i = 0; i < probe.count(); i++) {
            probe.member(i).clockedBy(this);
        }
        meet(pin, endNs);
    }

    /** A serial frame begins; true if anybody hears it. */
    boolean sending(int pin, long endNs) {
        BusProbe probe = probe(pin);
        if (probe.hasTime(this)) {
            meet(pin, endNs);
        }
        return probe.count() > 0;
    }

    private void meet(int pin, long endNs) {
        Meeting meeting = meetings[pin];
        if (meeting == null) {
            meeting = new Meeting(pin);
            meetings[pin] = meeting;
        }
        // A cycle earlier: the alarm that ends the frame must not have been reached.
        long cycleNs = (long) (NS_PER_S / chip().clocks().hclk().hz()) + 2;
        meeting.at(Math.max(chip().nowNs(), endNs - cycleNs), endNs);
        chip().leave();
    }

    @Override
    public void clockedBy(BusMember leader) {
        if (leader instanceof BusWiring other && other != this && isFollowing()) {
            add(other.self);
        }
    }

    private boolean isFollowing() {
        for (boolean follow : follows) {
            if (follow) {
                return true;
            }
        }
        return false;
    }

    private void add(Runner leader) {
        for (Runner known : leaders) {
            if (known.equals(leader)) {
                return;
            }
        }
        leaders = Arrays.copyOf(leaders, leaders.length + 1);
        leaders[leaders.length - 1] = leader;
    }

    void follows(int pin, boolean on) {
        follows[pin] = on;
        leaders = Runner.NO_LEADERS;
        for (int each = 0; each < follows.length; each++) {
            BusProbe probe = follows[each] ? probe(each) : null;
            for (int i = 0; probe != null && i < probe.count(); i++) {
                if (probe.member(i) instanceof BusWiring other && other != this) {
                    add(other.self);
                }
            }
        }
        chip().leave();
    }

    int clocked(SpiFrame frame) {
        if (frame.clockPin() >= 0) {
            return SpiExchange.carry(this, frame, chip().nowNs(), chip()::leave);
        }
        return frame.inPin() < 0 || high(frame.inPin()) ? frame.ones() : 0;
    }

    I2cTarget bus(int clockPin, int dataPin) {
        return clockPin < 0 || dataPin < 0
                ? I2cTarget.NOBODY
                : new TwoWireBus(this, clockPin, dataPin, chip()::nowNs, chip()::leave);
    }
}
