package dev.platine.mcu.peripheral.usart;

import static dev.platine.mcu.peripheral.usart.UsartRegisters.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.register.RegisterLayout;
import org.jspecify.annotations.Nullable;

/**
 * A serial port (RM0090 section 30), asynchronous: exact rates from its bus clock, data and shift register, all flags with their clearing sequences,
 * parity, break, LIN, idle line, half duplex, mute mode, flow control, DMA. IrDA passes frames through, and hears nothing while it sends. With
 * the clock output, characters are exchanged with who hears the clock. Smartcard mode is known, not modelled. A frame begins at the write that makes it possible, where the real one waits for the next
 * tick of the rate; a received character is there at the end of the frame, half a bit later than on the real one.
 */
public final class Usart extends Peripheral implements Clocks.Listener {
    /** What a port has. */
    public enum Kind {
        /** USART1, 2, 3 and 6. */
        FULL,
        /** No clock, no smartcard, no flow control: UART4 and UART5. */
        PLAIN,
        /** No clock and no smartcard: UART4 and UART5 of the F446. */
        FLOW;

        RegisterLayout layout() {
            return switch (this) {
                case FULL -> UsartRegisters.FULL;
                case PLAIN -> UsartRegisters.PLAIN;
                case FLOW -> UsartRegisters.FLOW;
            };
        }
    }

    /** Frames of such bits are too short to be heard late. */
    private static final long QUICK_BIT_PS = 1_050_000;

    private static final int READ_CLEARS = PE | FE | NF | ORE | IDLE;

    private final Clocks.Domain domain;
    private final Transmitter transmitter;
    private final Receiver receiver;
    private final Line interrupt;
    private final DmaRequest sends;
    private final DmaRequest receives;
    private final @Nullable PinInput clear;
    private final @Nullable PinOutput ready;
    private final @Nullable Synchronous synchronous;
    private final PinOutput heard;
    private long bitPs;
    private long bitCycles;

    /**
     * The port after reset.
     *
     * @param site where it stands; pins, interrupt and requests are named like it
     * @param kind what it has
     * @param domain its bus clock
     */
    public Usart(Site site, Kind kind, Clocks.Domain domain) {
        super(site, kind.layout());
        storesAll(DR);
        notes(SR >> 2);
        acceptsAll();
        this.domain = domain;
        transmitter = new Transmitter(this, site, site.output(name() + "_TX"));
        receiver = new Receiver(this, site);
        interrupt = site.interrupt(name());
        sends = site.dma(name() + "_TX");
        receives = site.dma(name() + "_RX");
        boolean flow = kind != Kind.PLAIN;
        clear = flow ? site.input(name() + "_CTS", false) : null;
        ready = flow ? site.output(name() + "_RTS") : null;
        synchronous = kind == Kind.FULL ? new Synchronous(site) : null;
        // Only to know its pin: nothing is ever driven there.
        heard = site.output(name() + "_RX");
        heard.enable(false);
        listen(site);
        site.clocks().listen(this);
        wasReset();
    }

    private void listen(Site place) {
        place.input(name() + "_RX", true).listen(new Wire(false));
        place.input(name() + "_TX", true).listen(new Wire(true));
        if (clear != null) {
            clear.listen(new PinInput.Listener() {
                @Override
                public void changed(boolean high) {
                    clearChanged(high);
                }
            });
        }
    }

    /** A pin that frames come in by: RX, or in half duplex TX. */
    private final class Wire implements PinInput.Listener {
        private final boolean halfDuplex;

        Wire(boolean halfDuplex) {
            this.halfDuplex = halfDuplex;
        }

        @Override
        public void receiving() {
            if (hears() && has(CR3, HDSEL) == halfDuplex) {
                receiver.receiving();
            }
        }

        @Override
        public void received(SerialFrame frame) {
            boolean blinded = has(CR3, IREN) && transmitter.busy();
            boolean sampled = hears() && !clocks() && frame.bitPs() > 0;
            if (sampled && has(CR3, HDSEL) == halfDuplex && !blinded) {
                receiver.received(frame);
            }
        }
    }

    @Override
    protected void wasReset() {
        noted(0);
        configure();
        clockOutput();
        transmitter.reset();
        receiver.reset();
        update();
    }

    @Override
    protected void gating(boolean on) {
        if (on) {
            thaw();
        } else {
            freeze();
        }
    }

    @Override
    public void clocksChanging() {
        freeze();
    }

    @Override
    public void clocksChanged() {
        configure();
        if (clocked()) {
            thaw();
        }
    }

    private void freeze() {
        transmitter.freeze();
        receiver.freeze();
    }

    private void thaw() {
        int divider = site.clocks().divider(domain);
        transmitter.thaw(divider);
        receiver.thaw(divider);
    }

    /** Works out how long a bit is. */
    private void configure() {
        int divisor = registers.get(BRR);
        boolean by8 = has(CR1, OVER8);
        bitCycles = by8 ? (divisor >>> 4) * 8L + (divisor & 7) : divisor;
        bitCycles = bitCycles < (by8 ? 8 : 16) ? 0 : bitCycles;
        Clocks clocks = site.clocks();
        long hz = clocks.hclk().numerator();
        long cycles = bitCycles * clocks.divider(domain) * clocks.hclk().denominator();
        bitPs = hz == 0 ? 0 : cycles * 1_000_000 / hz * 1_000_000 + (cycles * 1_000_000 % hz) * 1_000_000 / hz;
    }

    @Override
    protected int value(int offset) {
        return offset == DR ? receiver.data() : registers.get(offset);
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == SR) {
            noted(registers.get(SR));
        } else if (offset == DR) {
            registers.put(SR, (noted() & READ_CLEARS) | RXNE, false);
            noted(noted() & ~READ_CLEARS);
            update();
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case DR -> {
                registers.put(SR, noted() & (TC | PE), false);
                noted(noted() & ~(TC | PE));
                transmitter.data(written & 0x1FF);
            }
            case BRR -> configure();
            case CR1 -> control(before);
            case CR2 -> clockOutput();
            default -> {}
        }
        transmitter.next();
        update();
    }

    private void control(int before) {
        configure();
        if (has(CR1, WAKE) && has(SR, RXNE)) {
            registers.put(CR1, RWU, (before & RWU) != 0);
        }
        if (has(CR1, UE) && has(CR1, TE) && (before & (UE | TE)) != (UE | TE)) {
            transmitter.enabled();
        }
        if (!has(CR1, UE) || !has(CR1, RE)) {
            receiver.disabled();
        }
    }

    private void clockOutput() {
        if (synchronous != null) {
            synchronous.configure(registers.get(CR2));
        }
    }

    private boolean clocks() {
        return synchronous != null && Synchronous.enabled(registers.get(CR2));
    }

    private void clearChanged(boolean high) {
        if (clocked() && has(CR3, CTSE)) {
            flag(CTS);
            if (!high) {
                transmitter.next();
            }
            update();
        }
    }

    /** Whether bits of a register are set. */
    boolean has(int offset, int bits) {
        return registers.has(offset, bits);
    }

    void flag(int flags) {
        registers.put(SR, flags, true);
    }

    /** Whether the transmitter works. */
    boolean sends() {
        return clocked() && bitCycles > 0 && has(CR1, UE) && has(CR1, TE);
    }

    private boolean hears() {
        return clocked() && bitPs > 0 && has(CR1, UE) && has(CR1, RE);
    }

    boolean clearToSend() {
        return clear == null || !has(CR3, CTSE) || !clear.isHigh();
    }

    long bitCycles() {
        return bitCycles;
    }

    /**
     * Whether it receives on its TX pin.
     *
     * @return HDSEL
     */
    public boolean isHalfDuplex() {
        return has(CR3, HDSEL);
    }

    /**
     * Whether a peer that looks at RTS may begin a frame.
     *
     * @return false while the firmware uses RTS, has routed it to a pin, and it is high
     */
    public boolean isReadyForPeer() {
        return ready == null || !has(CR3, RTSE) || !ready.isRouted() || !ready.isHigh();
    }

    /**
     * How many bits of a frame are data, its parity bit left out: what a terminal has to be set to.
     *
     * @return 7 to 9
     */
    public int payloadBits() {
        return dataBits() - (has(UsartRegisters.CR1, UsartRegisters.PCE) ? 1 : 0);
    }

    /**
     * The frame that a peer of the same rate and format sends for a byte.
     *
     * @param value 0 to 255
     * @return the frame with its parity bit; null while the port is off or has no rate
     */
    public @Nullable SerialFrame frame(int value) {
        if (!has(CR1, UE) || bitPs == 0) {
            return null;
        }
        return new SerialFrame(withParity(value), dataBits(), bitPs(), stopHalfBits());
    }

    long bitPs() {
        return bitPs;
    }

    int dataBits() {
        return has(CR1, M) ? 9 : 8;
    }

    int stopHalfBits() {
        return switch (registers.get(CR2) >>> 12 & 3) {
            case 1 -> 1;
            case 2 -> 4;
            case 3 -> 3;
            default -> 2;
        };
    }

    int frameHalfBits() {
        return 2 + 2 * dataBits() + stopHalfBits();
    }

    int address() {
        return registers.get(CR2) & ADD;
    }

    void mute(boolean on) {
        registers.put(CR1, RWU, on);
    }

    int withParity(int data) {
        int bits = dataBits();
        int plain = data & ((1 << bits) - 1);
        if (!has(CR1, PCE)) {
            return plain;
        }
        plain &= (1 << (bits - 1)) - 1;
        int odd = (Integer.bitCount(plain) & 1) ^ (has(CR1, PS) ? 1 : 0);
        return plain | odd << (bits - 1);
    }

    boolean parityWrong(int data) {
        return has(CR1, PCE) && (Integer.bitCount(data) & 1) != (has(CR1, PS) ? 1 : 0);
    }

    /** A frame begins to leave: in half duplex the receiver hears it. */
    void begun(long endNs) {
        if (synchronous != null && clocks()) {
            synchronous.begun(endNs);
        }
        if (has(CR3, HDSEL) && hears()) {
            receiver.receiving();
        }
    }

    /** A frame has left. */
    void sent(SerialFrame frame, boolean complete, boolean wasBreak) {
        if (wasBreak) {
            registers.put(CR1, SBK, false);
        }
        if (complete) {
            flag(TC);
        }
        if (synchronous != null && clocks() && !wasBreak) {
            int answer =
                    synchronous.exchange(frame.data(), frame.dataBits(), registers.get(CR2), hears(), frame.bitPs());
            if (hears()) {
                receiver.clocked(answer);
            }
        } else if (has(CR3, HDSEL) && hears()) {
            receiver.received(frame);
        }
    }

    /** Interrupt, requests and the ready line follow the flags. */
    void update() {
        heard.follow(bitPs < QUICK_BIT_PS && hears());
        registers.put(SR, TXE, !transmitter.full());
        int flags = registers.get(SR);
        int control = registers.get(CR1);
        int more = registers.get(CR3);
        boolean wanted = (flags & control & SAME_PLACE) != 0
                || ((flags & ORE) != 0 && (control & RXNE) != 0)
                || ((flags & PE) != 0 && (control & PEIE) != 0)
                || ((flags & LBD) != 0 && has(CR2, LBDIE))
                || ((flags & CTS) != 0 && (more & CTSIE) != 0)
                || ((flags & (FE | NF | ORE)) != 0 && (more & (EIE | DMAR)) == (EIE | DMAR));
        interrupt.set(wanted);
        sends.raise((flags & TXE) != 0 && (more & DMAT) != 0);
        receives.raise((flags & RXNE) != 0 && (more & DMAR) != 0);
        if (ready != null) {
            ready.enable((more & RTSE) != 0);
            ready.level((flags & RXNE) != 0 || !hears());
        }
    }
}
