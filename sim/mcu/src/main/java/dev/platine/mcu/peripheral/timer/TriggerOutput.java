package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterFile;

/** A timer's trigger output TRGO: what its master mode (CR2.MMS) tells others. */
final class TriggerOutput {
    /** A pulse when the counter begins anew, by the software or a trigger. */
    static final int RESET = 0;

    /** High while the counter is enabled. */
    static final int ENABLE = 1;

    /** A pulse at each update event. */
    static final int UPDATE = 2;

    /** A pulse at each match or capture of the first channel. */
    static final int MATCH = 3;

    /** From here on, the reference of a channel. */
    static final int REFERENCE = 4;

    private final boolean master;
    private final RegisterFile registers;
    private final Signal trgo;

    TriggerOutput(Site site, TimerSpec spec, RegisterFile registers, Runnable heard) {
        this.registers = registers;
        master = spec.kind().master();
        trgo = site.signal("TIM" + spec.number() + "_TRGO");
        trgo.onHeard(heard);
    }

    private int mode() {
        return master ? registers.get(CR2) >>> 4 & 7 : RESET;
    }

    /** Whether somebody hears what a mode gives. */
    boolean isHeard(int mode) {
        return trgo.isHeard() && mode() == mode;
    }

    /** A pulse, in one mode. */
    void pulse(int mode) {
        if (master && mode() == mode) {
            trgo.pulse();
        }
    }

    /** A channel's reference has changed. */
    void reference(int channel, boolean high) {
        if (mode() == REFERENCE + channel) {
            trgo.level(high);
        }
    }

    /** The level is brought up to now. */
    void show(boolean enabled, Channel[] channels) {
        int mode = mode();
        if (mode == ENABLE) {
            trgo.level(enabled);
        } else if (mode >= REFERENCE && mode - REFERENCE < channels.length) {
            trgo.level(channels[mode - REFERENCE].reference());
        } else if (master) {
            trgo.level(false);
        }
    }
}
