package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.can.CanError;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanNode;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import org.jspecify.annotations.Nullable;

/**
 * A CAN controller (bxCAN, RM0090 section 32). Its frames travel whole on the wire that a board {@linkplain #attach attaches}, if the firmware has
 * routed both its pins; else, and in loop-back mode, on a wire of its own. Used on the simulation's thread only.
 */
public final class Can extends Peripheral implements Clocks.Listener {
    private enum Mode {
        SLEEP,
        INITIALISATION,
        SYNCHRONISING,
        NORMAL
    }

    private final boolean second;
    private final @Nullable Can master;
    private final CanFilters filters;
    private final TransmitMailboxes mailboxes;
    private final ReceiveFifo[] fifos;
    private final ErrorCounters errors;
    private final RecessiveRuns runs;
    private final TimeStamps stamps;
    private final Line transmitLine;
    private final Line[] receiveLines;
    private final Line statusLine;
    private final PinOutput output;
    private final PinInput input;
    private final CanPort own;
    private @Nullable CanPort outer;
    private CanPort port;
    private Mode mode = Mode.SLEEP;
    private boolean engaged;
    private boolean sending;

    /**
     * A controller after reset.
     *
     * @param site where it stands
     * @param master the controller that owns the filters; null for that one itself
     */
    public Can(Site site, @Nullable Can master) {
        super(site, master == null ? CanRegisters.MASTER : CanRegisters.SLAVE);
        storesAll(CanRegisters.MSR);
        this.master = master;
        second = master != null;
        filters = master == null ? new CanFilters(registers) : master.filters;
        mailboxes = new TransmitMailboxes(registers);
        fifos = new ReceiveFifo[] {new ReceiveFifo(registers, 0), new ReceiveFifo(registers, 1)};
        errors = new ErrorCounters(registers);
        runs = new RecessiveRuns(site, this::bitCycles);
        stamps = new TimeStamps();
        transmitLine = site.interrupt(site.name() + "_TX");
        receiveLines = new Line[] {site.interrupt(site.name() + "_RX0"), site.interrupt(site.name() + "_RX1")};
        statusLine = site.interrupt(site.name() + "_SCE");
        output = site.output(site.name() + "_TX");
        output.level(true);
        input = site.input(site.name() + "_RX", true);
        CanWire inner = new CanWire(site::timeAlarm);
        own = new CanPort(this, inner, false);
        port = own;
        inner.attach(own);
        site.clocks().listen(this);
        wasReset();
    }

    /**
     * Connects a transceiver on a wire with the controller's pins.
     *
     * @param wire the bus
     * @return the controller as a node of it
     */
    public CanNode attach(CanWire wire) {
        CanPort made = new CanPort(this, wire, true);
        outer = made;
        wire.attach(made);
        return made;
    }

    /**
     * Whether it is connected.
     *
     * @return whether {@link #attach} was called
     */
    public boolean isAttached() {
        return outer != null;
    }

    /**
     * Moves it from its wire to another one, as cutting and mending do: a frame under way breaks off.
     *
     * @param to the other wire
     */
    public void move(CanWire to) {
        CanPort moved = outer;
        if (moved != null) {
            moved.move(to, site.nowNs());
            if (moved == port) {
                engaged = false;
                sending = false;
                request();
            }
        }
    }

    @Override
    protected void wasReset() {
        port.bus().abandon(port, site.nowNs());
        runs.stop();
        mailboxes.clear();
        fifos[0].clear();
        fifos[1].clear();
        errors.clear();
        mode = Mode.SLEEP;
        engaged = false;
        sending = false;
        lines();
    }

    /** The software's reset of the controller alone: only MCR and the FIFOs' counts change. */
    private void masterReset() {
        port.bus().abandon(port, site.nowNs());
        runs.stop();
        mailboxes.stopped();
        engaged = false;
        sending = false;
        registers.set(CanRegisters.MCR, 0x00010002);
        fifos[0].clear();
        fifos[1].clear();
        sleep();
    }

    @Override
    protected void gating(boolean on) {
        if (on) {
            resume();
        } else {
            quiet();
        }
    }

    @Override
    public void clocksChanging() {
        runs.pause();
    }

    @Override
    public void clocksChanged() {
        if (site.clocks().hclk().stopped()) {
            quiet();
        } else {
            resume();
        }
    }

    /** Its clock goes: what it does on the bus breaks off. */
    private void quiet() {
        runs.pause();
        if (engaged) {
            port.bus().abandon(port, site.nowNs());
            mailboxes.stopped();
            engaged = false;
            sending = false;
        }
    }

    private void resume() {
        if (port.bus().isIdle()) {
            runs.resume();
        }
    }

    @Override
    protected int value(int offset) {
        int value = registers.get(offset);
        if (offset == CanRegisters.MSR) {
            value = value & ~(CanRegisters.TXM | CanRegisters.RXM | CanRegisters.SAMP | CanRegisters.RX);
            value |= engaged ? sending ? CanRegisters.TXM : CanRegisters.RXM : 0;
            long now = site.nowNs();
            long bitNs = bitRate().stopped() ? 0 : (long) (1e9 / bitRate().hz());
            value |= port.bus().isRecessive(now) ? CanRegisters.RX : 0;
            value |= port.bus().isRecessive(now - bitNs) ? CanRegisters.SAMP : 0;
        }
        return value;
    }

    @Override
    protected boolean accepts(int offset, int written) {
        if (offset == CanRegisters.BTR) {
            return registers.has(CanRegisters.MSR, CanRegisters.INAK);
        }
        if (offset >= CanRegisters.TX && offset < CanRegisters.RECEIVE) {
            return mailboxes.isEmpty((offset - CanRegisters.TX) / CanRegisters.MAILBOX);
        }
        if (offset >= CanRegisters.FM1R && offset <= CanRegisters.FFA1R) {
            return registers.has(CanRegisters.FMR, 1);
        }
        int bank = (offset - CanRegisters.BANK) / 8;
        return offset < CanRegisters.BANK
                || registers.has(CanRegisters.FMR, 1)
                || !registers.has(CanRegisters.FA1R, 1 << bank);
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case CanRegisters.MCR -> control(before);
            case CanRegisters.TSR -> mailboxes.statusWritten(written);
            case CanRegisters.RF0R -> released(fifos[0], written);
            case CanRegisters.RF1R -> released(fifos[1], written);
            case CanRegisters.TX, CanRegisters.TX + 0x10, CanRegisters.TX + 0x20 -> {
                mailboxes.written((offset - CanRegisters.TX) / CanRegisters.MAILBOX);
                request();
            }
            default -> {}
        }
        lines();
    }

    private static void released(ReceiveFifo fifo, int written) {
        if ((written & ReceiveFifo.RELEASE) != 0) {
            fifo.release();
        }
    }

    private boolean has(int bit) {
        return registers.has(CanRegisters.MCR, bit);
    }

    private void state(int bit, boolean on) {
        registers.put(CanRegisters.MSR, bit, on);
    }

    private void control(int before) {
        if (has(CanRegisters.RESET)) {
            masterReset();
            return;
        }
        if (has(CanRegisters.TTCM) && (before & CanRegisters.TTCM) == 0) {
            stamps.begin(site.nowNs());
        }
        modes();
    }

    /** Follows INRQ and SLEEP, behind the frame under way. */
    private void modes() {
        if (engaged) {
            return;
        }
        if (has(CanRegisters.INRQ)) {
            runs.stop();
            mode = Mode.INITIALISATION;
            state(CanRegisters.INAK, true);
            if (!has(CanRegisters.SLEEP)) {
                state(CanRegisters.SLAK | CanRegisters.SLAKI, false);
            }
        } else if (has(CanRegisters.SLEEP)) {
            sleep();
        } else if (mode == Mode.SLEEP || mode == Mode.INITIALISATION) {
            mode = Mode.SYNCHRONISING;
            choose();
            runs.await(1, port.bus().isIdle(), this::synchronised);
        }
    }

    private void sleep() {
        boolean entered = mode != Mode.SLEEP;
        runs.stop();
        mode = Mode.SLEEP;
        state(CanRegisters.INAK, false);
        state(CanRegisters.SLAK, true);
        if (entered && registers.has(CanRegisters.IER, CanRegisters.SLKIE)) {
            state(CanRegisters.SLAKI, true);
        }
    }

    private void synchronised() {
        mode = Mode.NORMAL;
        stamps.begin(site.nowNs());
        state(CanRegisters.INAK | CanRegisters.SLAK | CanRegisters.SLAKI, false);
        if (errors.isOff()) {
            runs.await(128, port.bus().isIdle(), this::recovered);
        }
        request();
        lines();
    }

    private void recovered() {
        errors.clear();
        request();
        lines();
    }

    /** The wire that it works on from here. */
    private void choose() {
        CanPort attached = outer;
        boolean loops = registers.has(CanRegisters.BTR, CanRegisters.LBKM);
        boolean routed = output.isRouted() && input.isRouted();
        port = attached != null && routed && !loops ? attached : own;
    }

    private void request() {
        if (mode == Mode.NORMAL && mailboxes.anyPending()) {
            if (port.bus().isIdle()) {
                choose();
            }
            port.bus().request(port, site.nowNs());
        }
    }

    private int bitCycles() {
        int btr = registers.get(CanRegisters.BTR);
        return site.clocks().divider(Clocks.Domain.APB1) * ((btr & 0x3FF) + 1) * quanta(btr);
    }

    private static int quanta(int btr) {
        return 3 + (btr >>> 16 & 0xF) + (btr >>> 20 & 7);
    }

    Rate bitRate() {
        int btr = registers.get(CanRegisters.BTR);
        return site.clocks().rate(Clocks.Domain.APB1).times(1, (long) ((btr & 0x3FF) + 1) * quanta(btr));
    }

    /** What the resynchronisation by SJW, and sampling behind an error flag, allow between two oscillators (ISO 11898-1). */
    int tolerancePpm() {
        int btr = registers.get(CanRegisters.BTR);
        int first = (btr >>> 16 & 0xF) + 1;
        int after = (btr >>> 20 & 7) + 1;
        int jump = Math.min((btr >>> 24 & 3) + 1, Math.min(first, after));
        double resynchronised = jump / (20.0 * quanta(btr));
        double flagged = Math.min(first, after) / (2 * (13.0 * quanta(btr) - after));
        return (int) (2 * Math.min(resynchronised, flagged) * 1e6);
    }

    CanNode.Reach reach(boolean outside) {
        boolean loops = registers.has(CanRegisters.BTR, CanRegisters.LBKM);
        return outside ? CanNode.Reach.BUS : loops ? CanNode.Reach.ITSELF : CanNode.Reach.NOTHING;
    }

    boolean listens(CanPort at) {
        boolean runs = clocked() && !site.clocks().hclk().stopped();
        return at == port && mode == Mode.NORMAL && !errors.isOff() && runs;
    }

    boolean isSilent() {
        return registers.has(CanRegisters.BTR, CanRegisters.SILM);
    }

    boolean isPassive() {
        return errors.isPassive();
    }

    @Nullable
    CanFrame offer(CanPort at, long startNs) {
        boolean muted = isSilent() && at != own;
        return listens(at) && !muted
                ? mailboxes.schedule(has(CanRegisters.TTCM), has(CanRegisters.TTCM) ? stamps.at(startNs, bitRate()) : 0)
                : null;
    }

    void began(CanPort at, boolean sends) {
        if (at == outer && mode == Mode.SLEEP && clocked() && input.isRouted()) {
            state(CanRegisters.WKUI, true);
            if (has(CanRegisters.AWUM)) {
                registers.put(CanRegisters.MCR, CanRegisters.SLEEP, false);
                modes();
            }
            lines();
        }
        if (at == outer && !sends && mode == Mode.NORMAL && own.bus().isIdle()) {
            choose(); // the pins may have been routed, or taken away, since
        }
        if (at == port) {
            runs.pause();
            engaged = listens(at);
            sending = sends;
        }
    }

    void lost() {
        mailboxes.failed(TransmitMailboxes.ALST);
        lines();
    }

    void sent() {
        int before = registers.get(CanRegisters.ESR);
        mailboxes.sent();
        errors.sent();
        told(before, false);
    }

    void received(CanFrame frame, long startNs) {
        int before = registers.get(CanRegisters.ESR);
        if (!sending) {
            errors.received();
        }
        Can owner = master;
        int filter = owner == null || owner.clocked() ? filters.match(frame, second) : CanFilters.NONE;
        if (filter != CanFilters.NONE) {
            int time = has(CanRegisters.TTCM) ? stamps.at(startNs, bitRate()) : 0;
            int control = frame.dlc() | (filter & 0xFF) << 8 | time << 16;
            fifos[filter >>> 8].put(CanFilters.identifier(frame), control, frame.data(), has(CanRegisters.RFLM));
        }
        told(before, false);
    }

    void failed(CanError error) {
        int before = registers.get(CanRegisters.ESR);
        boolean off = errors.isOff();
        if (sending) {
            mailboxes.failed(TransmitMailboxes.TERR);
            errors.sendingFailed(error);
        } else {
            errors.receivingFailed(error);
        }
        told(before, true);
        if (errors.isOff() && !off && has(CanRegisters.ABOM)) {
            runs.await(128, false, this::recovered);
        }
    }

    private void told(int before, boolean code) {
        if (errors.told(before, code)) {
            state(CanRegisters.ERRI, true);
        }
        lines();
    }

    void idle(CanPort at) {
        if (at == port) {
            engaged = false;
            sending = false;
            runs.idle();
            modes();
            lines();
        }
    }

    /** All interrupts, by what flags and enables say. */
    private void lines() {
        int enables = registers.get(CanRegisters.IER);
        int state = registers.get(CanRegisters.MSR);
        transmitLine.set((enables & CanRegisters.TMEIE) != 0 && mailboxes.completed());
        receiveLines[0].set(fifos[0].interrupts(enables >>> 1));
        receiveLines[1].set(fifos[1].interrupts(enables >>> 4));
        boolean error = (state & CanRegisters.ERRI) != 0 && (enables & CanRegisters.ERRIE) != 0;
        boolean woken = (state & CanRegisters.WKUI) != 0 && (enables & CanRegisters.WKUIE) != 0;
        boolean asleep = (state & CanRegisters.SLAKI) != 0 && (enables & CanRegisters.SLKIE) != 0;
        statusLine.set(error || woken || asleep);
    }
}
