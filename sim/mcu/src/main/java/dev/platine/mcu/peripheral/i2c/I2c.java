package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cLayout.*;

import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.time.Alarm;

/**
 * I2C (RM0090 section 27): registers, flags with their clearing sequences, data and shift register. {@link I2cMaster} and
 * {@link I2cSlave} move the bytes. A byte reaches the other side whole, at the end of its acknowledge bit; a start or stop takes one period
 * of the clock, a byte nine. The lines show their idle level only.
 */
public final class I2c extends Peripheral {
    private static final long TIMEOUT_NS = 25_000_000;
    private static final int CLEARED_WITHOUT_PE = START | STOP | ACK | POS | PEC | ALERT;

    final PinOutput scl;
    final PinOutput sda;
    final I2cMaster master;
    final I2cSlave slave;
    private final PinInput clockLine;
    private final PinInput dataLine;
    private final Line events;
    private final Line errors;
    private final DmaRequest txRequest;
    private final DmaRequest rxRequest;
    private final Alarm timeout;
    private int data;
    private int shift;
    private boolean txFull;
    private boolean shiftFull;
    private int seen;
    private boolean held;
    private boolean lineLow;

    /**
     * A block after reset.
     *
     * @param site where it stands, on APB1
     * @param filters whether it has the register of the noise filters
     */
    public I2c(Site site, boolean filters) {
        super(site, filters ? I2cLayout.WITH_FILTERS : I2cLayout.I2C);
        storesAll(SR1, SR2, DR);
        String name = site.name();
        scl = site.output(name + "_SCL");
        sda = site.output(name + "_SDA");
        events = site.interrupt(name + "_EV");
        errors = site.interrupt(name + "_ER");
        txRequest = site.dma(name + "_TX");
        rxRequest = site.dma(name + "_RX");
        timeout = site.timeAlarm(this::timedOut);
        master = new I2cMaster(this, site);
        slave = new I2cSlave(this);
        txRequest.onLast(() -> put(CR1, PEC, on(ENPEC) || on(PEC)));
        rxRequest.onLastButOne(this::nextIsLast);
        clockLine = site.input(name + "_SCL", true);
        dataLine = site.input(name + "_SDA", true);
        clockLine.attach(slave);
        PinInput.Listener lines = new PinInput.Listener() {
            @Override
            public void released() {
                master.released();
                update();
            }

            @Override
            public void changed(boolean high) {
                look();
            }
        };
        clockLine.listen(lines);
        dataLine.listen(lines);
        wasReset();
    }

    /** Outside of transfers: the bus is busy while a line is low, because it is held or nothing pulls it up. */
    private void look() {
        if (!clocked() || has(SR2, MSL) || on(SWRST) || slave.isEngaged()) {
            return;
        }
        boolean low = !clockLine.isHigh() || !dataLine.isHigh();
        if (low) {
            lineLow = true;
            put(SR2, BUSY, true);
        } else if (lineLow) {
            lineLow = false;
            put(SR2, BUSY, false);
            master.control();
            update();
        }
    }

    private void nextIsLast() {
        if (has(CR2, LAST)) {
            master.nackNext();
        }
        if (on(ENPEC)) {
            put(CR1, PEC, true);
        }
    }

    @Override
    protected void wasReset() {
        scl.level(true);
        sda.level(true);
        lineLow = false;
        master.reset();
        slave.reset();
        quiet();
        data = 0;
        update();
    }

    private void quiet() {
        txFull = false;
        shiftFull = false;
        seen = 0;
    }

    @Override
    protected void gating(boolean on) {
        master.gate(on);
        look();
    }

    @Override
    protected int value(int offset) {
        return offset == DR ? data : registers.get(offset);
    }

    @Override
    protected boolean accepts(int offset, int written) {
        // While SWRST is set all but itself is under reset.
        return offset == CR1 || !on(SWRST);
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == SR1) {
            seen = registers.get(SR1);
        } else if (offset == SR2 && (seen & registers.get(SR1) & ADDR) != 0) {
            put(SR1, ADDR, false);
            seen &= ~ADDR;
            if (has(SR2, MSL)) {
                master.addressCleared();
            } else {
                slave.addressCleared();
            }
        } else if (offset == DR) {
            takeReceived();
        }
        update();
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == CR1) {
            controlled(before);
        } else if (offset == DR) {
            loaded(written & 0xFF);
        }
        update();
    }

    private void controlled(int before) {
        if (on(SWRST)) {
            registers.reset();
            wasReset();
            put(CR1, SWRST, true);
            return;
        }
        if ((seen & STOPF) != 0) {
            put(SR1, STOPF, false);
            seen &= ~STOPF;
        }
        if (!on(ENPEC)) {
            pec(0);
        }
        look();
        if (!on(PE)) {
            put(CR1, CLEARED_WITHOUT_PE, false);
            if ((before & PE) != 0) {
                disable();
            }
            return;
        }
        master.control();
        if (on(PEC)) {
            advance();
        }
    }

    private void disable() {
        boolean others = has(SR2, BUSY) && !has(SR2, MSL);
        registers.set(SR1, 0);
        registers.set(SR2, others ? BUSY : 0);
        master.reset();
        slave.reset();
        quiet();
    }

    private void loaded(int written) {
        int known = seen & registers.get(SR1) & (SB | ADD10);
        data = written;
        if (known != 0) {
            put(SR1, known, false);
            seen &= ~known;
            master.address(written);
            return;
        }
        txFull = true;
        put(SR1, TXE | BTF, false);
        advance();
    }

    private void advance() {
        if (has(SR2, MSL)) {
            master.advance();
        } else {
            slave.advance();
        }
    }

    /** The data register was read. */
    private void takeReceived() {
        put(SR1, RXNE, false);
        if (shiftFull) {
            shiftFull = false;
            data = shift;
            put(SR1, RXNE, true);
            put(SR1, BTF, false);
        }
        advance();
    }

    /** A byte has come; if the last was not read yet it waits in the shift register, and the clock with it. */
    void received(int bits) {
        if (!has(SR1, RXNE)) {
            data = bits;
            put(SR1, RXNE, true);
        } else {
            shift = bits;
            shiftFull = true;
            put(SR1, BTF, true);
        }
    }

    /** A byte of a master that receives or a slave that does: summed up, or checked if it is the check sum. */
    void sumReceived(int bits) {
        if (on(PEC)) {
            put(CR1, PEC, false);
            if (bits != registers.get(SR2) >> 8) {
                put(SR1, PECERR, true);
            }
        } else {
            sum(bits);
        }
    }

    boolean shiftFull() {
        return shiftFull;
    }

    /** Whether there is a byte to send: written, or the check sum. */
    boolean hasNext() {
        return txFull || on(PEC);
    }

    /** Takes the byte to send. */
    int takeNext() {
        int bits = txFull ? data : registers.get(SR2) >> 8;
        if (txFull) {
            txFull = false;
            sum(bits);
        } else {
            put(CR1, PEC, false);
        }
        put(SR1, TXE, true);
        put(SR1, BTF, false);
        return bits;
    }

    void forgetNext() {
        txFull = false;
    }

    /** CRC-8, x^8 + x^2 + x + 1, over addresses and data. */
    void sum(int bits) {
        if (on(ENPEC)) {
            int crc = registers.get(SR2) >> 8 ^ bits;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 0x80) != 0 ? crc << 1 ^ 7 : crc << 1;
            }
            pec(crc & 0xFF);
        }
    }

    void pec(int now) {
        registers.set(SR2, (registers.get(SR2) & 0xFF) | (now << 8));
    }

    boolean on(int cr1) {
        return registers.has(CR1, cr1);
    }

    boolean has(int offset, int bits) {
        return registers.has(offset, bits);
    }

    void put(int offset, int bits, boolean now) {
        registers.put(offset, bits, now);
    }

    int get(int offset) {
        return registers.get(offset);
    }

    /** A period of the clock, in cycles of HCLK. */
    long periodCycles() {
        int ccr = registers.get(CCR);
        int thirds = (ccr & DUTY) != 0 ? 25 : 3;
        int factor = (ccr & FS) != 0 ? thirds : 2;
        return (long) factor * Math.max(ccr & 0xFFF, 1) * site.clocks().divider(Domain.APB1);
    }

    private void timedOut() {
        put(SR1, TIMEOUT, true);
        if (has(SR2, MSL)) {
            master.giveUp();
        } else {
            slave.giveUp();
        }
        update();
    }

    /** All lines as the flags say; tells the wires when the clock is let go. */
    void update() {
        int sr1 = registers.get(SR1);
        int cr2 = registers.get(CR2);
        boolean buffer = (cr2 & ITBUFEN) != 0 && (sr1 & (TXE | RXNE)) != 0;
        events.set((cr2 & ITEVTEN) != 0 && ((sr1 & EVENTS) != 0 || buffer));
        errors.set((cr2 & ITERREN) != 0 && (sr1 & ERRORS) != 0);
        boolean dma = (cr2 & DMAEN) != 0;
        txRequest.raise(dma && (sr1 & TXE) != 0);
        rxRequest.raise(dma && (sr1 & RXNE) != 0);
        boolean holds = slave.holds();
        scl.follow(master.waits());
        boolean waits = on(SMBUS) && (holds || master.waits());
        if (waits && !timeout.isSet()) {
            timeout.at(site.nowNs() + TIMEOUT_NS);
        } else if (!waits) {
            timeout.cancel();
        }
        if (held != holds) {
            held = holds;
            if (!holds) {
                scl.release();
            }
        }
    }
}
