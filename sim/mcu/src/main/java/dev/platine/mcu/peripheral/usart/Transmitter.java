package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.SerialFrame;
import org.jspecify.annotations.Nullable;

/** The transmitting half: data register, shift register, idle and break characters. */
final class Transmitter {
    private enum Sent {
        DATA,
        IDLE,
        BREAK
    }

    private static final int LIN_BREAK_BITS = 13;

    private final Usart usart;
    private final Site site;
    private final PinOutput output;
    private final Countdown shift;
    private final @Nullable SerialFrame[] made = new SerialFrame[512];
    private Sent sent = Sent.IDLE;
    private int word;
    private int data;
    private boolean full;
    private boolean preamble;
    private long startNs;
    private int halfBits;
    private long bitPs;
    private boolean moved;

    Transmitter(Usart usart, Site site, PinOutput output) {
        this.usart = usart;
        this.site = site;
        this.output = output;
        shift = new Countdown(site, this::ended);
    }

    void reset() {
        shift.stop();
        full = false;
        preamble = false;
        output.level(true);
        drive();
    }

    /** The data register was written. */
    void data(int value) {
        data = value;
        full = true;
        next();
    }

    boolean full() {
        return full;
    }

    boolean busy() {
        return shift.running();
    }

    /** Transmitter and USART are both on now: an idle frame comes first. */
    void enabled() {
        preamble = true;
        next();
    }

    void freeze() {
        shift.freeze();
        moved = true;
    }

    void thaw(int divider) {
        shift.thaw(divider);
    }

    /** Begins with what is next, if nothing is under way. */
    void next() {
        if (!shift.running() && usart.sends()) {
            if (usart.has(UsartRegisters.CR1, UsartRegisters.SBK)) {
                breakCharacter();
            } else if (preamble) {
                preamble = false;
                begin(Sent.IDLE, usart.frameHalfBits());
            } else if (full && usart.clearToSend()) {
                full = false;
                word = usart.withParity(data);
                begin(Sent.DATA, usart.frameHalfBits());
            }
        }
        drive();
    }

    private void breakCharacter() {
        boolean lin = usart.has(UsartRegisters.CR2, UsartRegisters.LINEN);
        int low = lin ? LIN_BREAK_BITS : 2 + usart.dataBits();
        word = low - 2;
        begin(Sent.BREAK, 2 * low + (lin ? 4 : 2));
    }

    private void begin(Sent what, int length) {
        sent = what;
        halfBits = length;
        bitPs = usart.bitPs();
        startNs = site.nowNs();
        moved = false;
        shift.start(usart.bitCycles() * length / 2);
        if (what != Sent.IDLE) {
            drive();
            output.sending(shift.endNs());
            usart.begun(shift.endNs());
        }
    }

    private void drive() {
        boolean sends = usart.sends() && !usart.has(UsartRegisters.CR3, UsartRegisters.HDSEL);
        output.enable(sends || (shift.running() && sent != Sent.IDLE));
    }

    private void ended() {
        if (sent != Sent.IDLE) {
            SerialFrame frame = sent == Sent.DATA
                    ? frame(usart.dataBits(), usart.stopHalfBits())
                    : new SerialFrame(0, word, framePs(), 0);
            output.send(frame);
            usart.sent(frame, sent == Sent.DATA && !full, sent == Sent.BREAK);
        }
        next();
        usart.update();
    }

    /** How long a bit was: as the rates said at the start, or what it came to if they changed meanwhile. */
    private long framePs() {
        return moved ? (site.nowNs() - startNs) * 2000 / halfBits : bitPs;
    }

    private SerialFrame frame(int bits, int stopHalfBits) {
        SerialFrame last = made[word & 511];
        long ps = framePs();
        if (last != null && last.bitPs() == ps && last.dataBits() == bits && last.halfStopBits() == stopHalfBits) {
            return last;
        }
        SerialFrame fresh = new SerialFrame(word, bits, ps, stopHalfBits);
        made[word & 511] = fresh;
        return fresh;
    }
}
