package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cLayout.*;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.I2cTarget;
import dev.platine.mcu.time.Alarm;

/** The master: conditions and bytes in their time. Between them it waits for the firmware, or for a target that stretches the clock. */
final class I2cMaster {
    private enum State {
        IDLE,
        STARTING,
        STARTED,
        ADDRESSING,
        ACKNOWLEDGED,
        HEADER_SENT,
        ADDRESSED,
        SENDING,
        RECEIVING,
        STOPPING
    }

    private static final int BITS = 9;
    /** Targets know whether they are meant when the address is there, a clock before their answer is. */
    private static final int ADDRESS_BITS = 8;

    private final I2c i2c;
    private final Site site;
    private final Alarm end;
    private State state = State.IDLE;
    private I2cTarget bus = I2cTarget.NOBODY;
    private boolean moving;
    private boolean waiting;
    private boolean refused;
    private boolean header;
    private boolean acked;
    private boolean nackNext;
    private boolean nothingReceived;
    private int bits;
    private int answer = I2cTarget.NACK;
    private long remaining;

    I2cMaster(I2c i2c, Site site) {
        this.i2c = i2c;
        this.site = site;
        end = site.cycleAlarm(this::ended);
    }

    void reset() {
        end.cancel();
        state = State.IDLE;
        bus = I2cTarget.NOBODY;
        moving = false;
        waiting = false;
        refused = false;
        header = false;
        nackNext = false;
        remaining = 0;
    }

    void gate(boolean on) {
        if (!on && end.isSet()) {
            remaining = end.time() - site.cycle();
            end.cancel();
        } else if (on && remaining > 0) {
            end.at(site.cycle() + remaining);
            remaining = 0;
        }
    }

    boolean waits() {
        return waiting;
    }

    void nackNext() {
        nackNext = state == State.RECEIVING;
    }

    /** Looks at START and STOP, which come into effect behind the byte under way. */
    void control() {
        if (moving) {
            return;
        }
        boolean clock = i2c.on(PE) && (i2c.get(CR2) & FREQ) >= 2;
        // A receiver takes one byte, even if STOP was set before.
        boolean due = state != State.ADDRESSED || i2c.has(SR2, TRA);
        if (i2c.on(START) && clock && (state != State.IDLE || !i2c.has(SR2, BUSY))) {
            go(State.STARTING, 1);
        } else if (i2c.on(STOP) && state != State.IDLE && due) {
            go(State.STOPPING, 1);
        }
    }

    /** Begins a condition or a byte, as soon as nobody stretches the clock. */
    private boolean go(State next, int periods) {
        if (state != State.IDLE && bus.holds()) {
            waiting = true;
            return false;
        }
        waiting = false;
        moving = true;
        state = next;
        begin(periods);
        return true;
    }

    /** Nobody stretches the clock any longer. */
    void released() {
        if (waiting && !bus.holds()) {
            waiting = false;
            if (state == State.ADDRESSING) {
                go(State.ADDRESSING, ADDRESS_BITS);
            } else {
                next();
            }
        }
    }

    /** SMBus: somebody stretched the clock for too long. */
    void giveUp() {
        waiting = false;
        moving = true;
        state = State.STOPPING;
        begin(1);
    }

    private void begin(int periods) {
        end.at(site.cycle() + periods * i2c.periodCycles());
        i2c.scl.shifting(site.nsAt(end.time()));
    }

    /** The firmware has written an address byte behind a start, or the second one of ten bits. */
    void address(int written) {
        header = state == State.STARTED && (written & 0xF9) == 0xF0;
        bits = written;
        if (state != State.HEADER_SENT) {
            i2c.put(SR2, TRA, (written & 1) == 0);
        }
        state = State.ADDRESSING;
        go(State.ADDRESSING, ADDRESS_BITS);
    }

    void addressCleared() {
        if (state != State.ADDRESSED) {
            return;
        }
        boolean sends = i2c.has(SR2, TRA);
        state = sends ? State.SENDING : State.RECEIVING;
        i2c.put(SR1, TXE, sends);
        next();
    }

    /** The data register was accessed. */
    void advance() {
        if (!moving && (state == State.SENDING || state == State.RECEIVING)) {
            next();
        }
    }

    /** Behind a byte: conditions first, then the next byte if there is one to send or room for one. */
    private void next() {
        boolean firstByte = state == State.RECEIVING && nothingReceived;
        if ((i2c.on(START) || i2c.on(STOP)) && !firstByte) {
            control();
        } else if (state == State.SENDING && !refused && i2c.hasNext()) {
            if (go(State.SENDING, BITS)) {
                bits = i2c.takeNext();
            }
        } else if (state == State.RECEIVING && !refused && !i2c.shiftFull() && go(State.RECEIVING, BITS)) {
            nothingReceived = false;
        }
    }

    private void ended() {
        moving = false;
        switch (state) {
            case STARTING -> started();
            case ADDRESSING -> asked();
            case ACKNOWLEDGED -> addressed();
            case SENDING -> sent();
            case RECEIVING -> received();
            case STOPPING -> stopped();
            default -> {}
        }
        i2c.update();
    }

    private void started() {
        if (!i2c.has(SR2, MSL)) {
            if (i2c.has(SR2, BUSY)) {
                // Somebody else was first; the request stays.
                state = State.IDLE;
                return;
            }
            i2c.pec(0);
        }
        state = State.STARTED;
        refused = false;
        nackNext = false;
        i2c.forgetNext();
        i2c.put(CR1, START, false);
        i2c.put(SR1, TXE | BTF | ADDR | ADD10, false);
        i2c.put(SR1, SB, true);
        i2c.put(SR2, TRA, false);
        i2c.put(SR2, MSL | BUSY, true);
        bus = i2c.scl.bus(i2c.sda);
        bus.started();
        control();
    }

    private void asked() {
        answer = bus.written(bits);
        moving = true;
        state = State.ACKNOWLEDGED;
        begin(BITS - ADDRESS_BITS);
    }

    private void addressed() {
        i2c.sum(bits);
        if (lost(answer)) {
            return;
        }
        if (refused) {
            state = State.SENDING;
        } else if (header && (bits & 1) == 0) {
            state = State.HEADER_SENT;
            i2c.put(SR1, ADD10, true);
        } else {
            state = State.ADDRESSED;
            acked = i2c.on(ACK);
            nothingReceived = true;
            i2c.put(SR1, ADDR, true);
        }
        control();
    }

    /** What the others made of a byte; true if the bus is no longer ours. */
    private boolean lost(int result) {
        refused = result != I2cTarget.ACK;
        if (result == I2cTarget.NACK) {
            i2c.put(SR1, AF, true);
        } else if (result == I2cTarget.MISPLACED) {
            i2c.put(SR1, BERR, true);
        } else if (result == I2cTarget.LOST) {
            i2c.put(SR1, ARLO, true);
            i2c.put(SR1, TXE | BTF, false);
            i2c.put(SR2, MSL | TRA, false);
            i2c.forgetNext();
            state = State.IDLE;
            return true;
        }
        return false;
    }

    private void sent() {
        if (lost(bus.written(bits))) {
            return;
        }
        if (!refused && !i2c.hasNext()) {
            i2c.put(SR1, BTF, true);
        }
        next();
    }

    private void received() {
        boolean ack = (i2c.on(POS) ? acked : i2c.on(ACK)) && !nackNext;
        // The check sum is answered by NACK, whatever it is.
        ack = ack && !(i2c.on(PEC) && i2c.on(ENPEC));
        int got = bus.read(ack);
        acked = i2c.on(ACK);
        refused = !ack;
        nackNext = false;
        i2c.sumReceived(got);
        i2c.received(got);
        i2c.update();
        next();
    }

    private void stopped() {
        boolean sending = i2c.has(SR2, TRA);
        state = State.IDLE;
        i2c.put(CR1, STOP, false);
        i2c.put(SR2, MSL | BUSY | TRA, false);
        i2c.put(SR1, SB | ADDR | ADD10 | TXE, false);
        if (sending) {
            i2c.put(SR1, BTF, false);
            i2c.forgetNext();
        }
        I2cTarget before = bus;
        bus = I2cTarget.NOBODY;
        before.stopped();
        control();
    }
}
