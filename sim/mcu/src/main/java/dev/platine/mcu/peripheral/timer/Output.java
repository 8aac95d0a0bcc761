package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.BDTR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.MOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSI;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSR;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.register.RegisterFile;
import dev.platine.mcu.time.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * What a channel puts on its pins: OCx and, where the timer has it, OCxN, by the manual's table of output control bits, with dead time and
 * idle states. The levels are a function of the channel's reference and of when it last changed, so that pins that nobody routed cost nothing.
 */
final class Output {
    private static final int E = 1;
    private static final int P = 2;
    private static final int NE = 4;
    private static final int NP = 8;

    private final Timer timer;
    private final RegisterFile registers;
    private final boolean advanced;
    private final int idleBit;
    private final PinOutput main;
    private final @Nullable PinOutput complement;
    private final Alarm deadTimeOver;

    Output(Timer timer, Site site, TimerSpec spec, int channel, RegisterFile registers) {
        this.timer = timer;
        this.registers = registers;
        advanced = spec.kind().advanced();
        idleBit = 8 + 2 * channel;
        String name = "TIM" + spec.number() + "_CH" + (channel + 1);
        main = site.output(name);
        complement = channel < spec.kind().complements() ? site.output(name + "N") : null;
        deadTimeOver = site.cycleAlarm(timer::look);
        main.enable(false);
        main.onRouting(timer::look);
        if (complement != null) {
            complement.enable(false);
            complement.onRouting(timer::look);
        }
    }

    /** Whether somebody would see a change. */
    boolean seen() {
        return (main.isRouted() && main.isEnabled())
                || (complement != null && complement.isRouted() && complement.isEnabled());
    }

    /** Whether any pin has it. */
    boolean routed() {
        return main.isRouted() || (complement != null && complement.isRouted());
    }

    /** Nothing is driven. */
    void off() {
        deadTimeOver.cancel();
        main.enable(false);
        if (complement != null) {
            complement.enable(false);
        }
    }

    /**
     * Brings the pins up to a time.
     *
     * @param channel whose reference it is
     * @param now the cycle
     */
    void update(Channel channel, long now) {
        if (channel.isInput()) {
            off();
        } else if (!advanced) {
            int bits = (channel.enables() & E) | channel.polarity();
            put(main, channel.reference() ^ (bits & P) != 0, (bits & E) != 0);
        } else if (registers.has(BDTR, MOE)) {
            running(channel, now);
        } else {
            idle(channel, now);
        }
    }

    private void running(Channel channel, long now) {
        int bits = channel.enables() | channel.polarity();
        boolean p = (bits & P) != 0;
        boolean np = (bits & NP) != 0;
        boolean reference = channel.reference();
        if ((bits & (E | NE)) == (E | NE) && complement != null) {
            boolean settled = settled(Math.max(channel.since(), timer.moeSince()), now);
            put(main, (reference && settled) ^ p, true);
            put(complement, (!reference && settled) ^ np, true);
            return;
        }
        deadTimeOver.cancel();
        boolean off = registers.has(BDTR, OSSR) && (bits & (E | NE)) != 0;
        boolean e = (bits & E) != 0;
        boolean ne = (bits & NE) != 0;
        put(main, (e && reference) ^ p, e || off);
        if (complement != null) {
            put(complement, (ne && reference) ^ np, ne || off);
        }
    }

    private void idle(Channel channel, long now) {
        int bits = channel.enables() | channel.polarity();
        boolean on = registers.has(BDTR, OSSI) && (bits & (E | NE)) != 0;
        boolean p = (bits & P) != 0;
        boolean np = (bits & NP) != 0;
        boolean level = registers.has(CR2, 1 << idleBit);
        boolean levelN = complement != null && registers.has(CR2, 2 << idleBit);
        boolean bothActive = complement != null && level != p && levelN != np;
        boolean settled = (complement == null || settled(timer.moeSince(), now)) && !bothActive;
        put(main, settled ? level : p, on);
        if (complement != null) {
            put(complement, settled ? levelN : np, on);
        }
    }

    private boolean settled(long since, long now) {
        long end = since + timer.deadTimeCycles();
        if (now >= end) {
            deadTimeOver.cancel();
            return true;
        }
        if (routed()) {
            deadTimeOver.at(end);
        }
        return false;
    }

    private static void put(PinOutput pin, boolean high, boolean enabled) {
        if (enabled) {
            pin.level(high);
        }
        pin.enable(enabled);
        pin.level(high);
    }
}
