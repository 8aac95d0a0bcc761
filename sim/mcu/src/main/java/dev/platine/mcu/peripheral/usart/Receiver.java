package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.SerialFrame;

/** The receiving half: sampling, errors, break and idle detection, mute mode. */
final class Receiver {
    private final Usart usart;
    private final Sampler sampler = new Sampler();
    private final Countdown idle;
    private int data;
    private boolean told;

    Receiver(Usart usart, Site site) {
        this.usart = usart;
        idle = new Countdown(site, this::idle);
    }

    void reset() {
        idle.stop();
        data = 0;
        told = false;
    }

    int data() {
        return data;
    }

    void disabled() {
        idle.stop();
    }

    void freeze() {
        idle.freeze();
    }

    void thaw(int divider) {
        idle.thaw(divider);
    }

    /** A frame begins: the line is not idle. */
    void receiving() {
        told = true;
        idle.stop();
    }

    void received(SerialFrame frame) {
        if (sampler.plain(frame, usart.bitPs(), usart.dataBits())) {
            character();
        } else {
            sample(frame);
        }
        // Where nobody tells that a frame begins, one may be under way until it would have ended: only then the line
        // was idle for certain.
        idle.start(usart.bitCycles() * usart.frameHalfBits() / 2 * (told ? 1 : 2));
        told = false;
        usart.update();
    }

    private void sample(SerialFrame frame) {
        sampler.begin(
                frame,
                usart.bitPs(),
                usart.has(UsartRegisters.CR1, UsartRegisters.OVER8) ? 8 : 16,
                usart.has(UsartRegisters.CR3, UsartRegisters.ONEBIT),
                usart.dataBits(),
                usart.stopHalfBits() != 1);
        while (sampler.next()) {
            character();
        }
    }

    /** A character that was clocked in, without start and stop bit. */
    void clocked(int value) {
        sampler.clocked(value);
        character();
    }

    private void character() {
        boolean breaks = usart.has(UsartRegisters.CR2, UsartRegisters.LINEN)
                && sampler.lowBits >= (usart.has(UsartRegisters.CR2, UsartRegisters.LBDL) ? 11 : 10);
        if (breaks) {
            usart.flag(UsartRegisters.LBD);
        }
        if (muted()) {
            return;
        }
        if (usart.has(UsartRegisters.SR, UsartRegisters.RXNE)) {
            usart.flag(UsartRegisters.ORE);
            return;
        }
        data = sampler.value;
        int flags = UsartRegisters.RXNE;
        flags |= sampler.noise ? UsartRegisters.NF : 0;
        flags |= sampler.framing ? UsartRegisters.FE : 0;
        flags |= usart.parityWrong(data) ? UsartRegisters.PE : 0;
        usart.flag(flags);
    }

    /** Mute mode (RM0090 section 30.3.6): whether the character is not to be heard. */
    private boolean muted() {
        if (!usart.has(UsartRegisters.CR1, UsartRegisters.WAKE)) {
            return usart.has(UsartRegisters.CR1, UsartRegisters.RWU);
        }
        if ((sampler.value >>> (usart.dataBits() - 1) & 1) != 0) {
            usart.mute((sampler.value & UsartRegisters.ADD) != usart.address());
        }
        return usart.has(UsartRegisters.CR1, UsartRegisters.RWU);
    }

    private void idle() {
        boolean wakes = usart.has(UsartRegisters.CR1, UsartRegisters.RWU);
        if (!wakes) {
            usart.flag(UsartRegisters.IDLE);
        } else if (!usart.has(UsartRegisters.CR1, UsartRegisters.WAKE)) {
            usart.mute(false);
        }
        usart.update();
    }
}
