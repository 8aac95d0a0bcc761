package dev.platine.mcu.peripheral.i2c;

import static dev.platine.mcu.peripheral.i2c.I2cLayout.*;

import dev.platine.mcu.pin.I2cTarget;

/** The slave: finds its addresses, takes and gives bytes, and stretches the clock while the firmware is not ready. */
final class I2cSlave implements I2cTarget {
    private enum State {
        IDLE,
        ADDRESS,
        SECOND_BYTE,
        RECEIVING,
        SENDING
    }

    private final I2c i2c;
    private State state = State.IDLE;
    private boolean known10;
    private boolean loaded;
    private boolean refused;
    private int shift;

    I2cSlave(I2c i2c) {
        this.i2c = i2c;
    }

    void reset() {
        state = State.IDLE;
        known10 = false;
        loaded = false;
        refused = false;
    }

    @Override
    public int dataPin() {
        return i2c.sda.pin();
    }

    /** Whether a transfer of others is under way of which it knows. */
    boolean isEngaged() {
        return state != State.IDLE;
    }

    private boolean listens() {
        return i2c.clocked() && i2c.on(PE);
    }

    @Override
    public void started() {
        if (!i2c.clocked() || i2c.has(SR2, MSL)) {
            return;
        }
        i2c.put(SR2, BUSY, true);
        if (state == State.SENDING) {
            endSending();
        }
        state = State.ADDRESS;
        i2c.pec(0);
        i2c.update();
    }

    private void endSending() {
        i2c.put(SR1, TXE | BTF, false);
        i2c.forgetNext();
        loaded = false;
    }

    @Override
    public int written(int bits) {
        if (!listens()) {
            return NACK;
        }
        int answer = switch (state) {
            case ADDRESS -> first(bits);
            case SECOND_BYTE -> second(bits);
            case RECEIVING -> take(bits);
            default -> NACK;
        };
        i2c.update();
        return answer;
    }

    private int first(int bits) {
        int oar1 = i2c.get(OAR1);
        boolean ten = (oar1 & ADDMODE) != 0;
        i2c.put(SR2, GENCALL | DUALF, false);
        if (ten && (bits & 0xFE) == (0xF0 | (oar1 >> 7 & 6))) {
            if ((bits & 1) == 0) {
                state = i2c.on(I2cLayout.ACK) ? State.SECOND_BYTE : State.IDLE;
                i2c.sum(bits);
                return i2c.on(I2cLayout.ACK) ? ACK : NACK;
            }
            return known10 ? found(bits, 0) : away();
        }
        known10 = false;
        if (!ten && bits >> 1 == (oar1 >> 1 & 0x7F)) {
            return found(bits, 0);
        }
        int oar2 = i2c.get(OAR2);
        if ((oar2 & ENDUAL) != 0 && bits >> 1 == (oar2 >> 1 & 0x7F)) {
            return found(bits, DUALF);
        }
        return bits == 0 && i2c.on(ENGC) ? found(bits, GENCALL) : away();
    }

    private int second(int bits) {
        known10 = bits == (i2c.get(OAR1) & 0xFF);
        return known10 ? found(bits & 0xFE, 0, bits) : away();
    }

    private int away() {
        state = State.IDLE;
        known10 = false;
        return NACK;
    }

    private int found(int bits, int flags) {
        return found(bits, flags, bits);
    }

    private int found(int direction, int flags, int bits) {
        if (!i2c.on(I2cLayout.ACK)) {
            return away();
        }
        boolean sends = (direction & 1) != 0;
        state = sends ? State.SENDING : State.RECEIVING;
        refused = false;
        loaded = false;
        i2c.forgetNext();
        i2c.sum(bits);
        i2c.put(SR2, flags, true);
        i2c.put(SR2, TRA, sends);
        i2c.put(SR1, ADDR, true);
        if (i2c.on(NOSTRETCH)) {
            i2c.put(SR1, TXE, sends);
        }
        return ACK;
    }

    void addressCleared() {
        if (state == State.SENDING && !loaded) {
            i2c.put(SR1, TXE, true);
            advance();
        }
    }

    /** The data register was accessed. */
    void advance() {
        if (state == State.SENDING && !refused && !loaded && i2c.hasNext()) {
            shift = i2c.takeNext();
            loaded = true;
        }
    }

    private int take(int bits) {
        boolean check = i2c.on(PEC) && i2c.on(ENPEC);
        i2c.sumReceived(bits);
        if (i2c.on(NOSTRETCH) && i2c.has(SR1, RXNE)) {
            i2c.put(SR1, OVR, true);
        } else {
            i2c.received(bits);
        }
        boolean wrong = check && i2c.has(SR1, PECERR);
        return i2c.on(I2cLayout.ACK) && !wrong ? ACK : NACK;
    }

    @Override
    public int read(boolean ack) {
        if (!listens() || state != State.SENDING || refused) {
            return 0xFF;
        }
        if (!loaded) {
            // Only without stretching: the old byte goes out again.
            i2c.put(SR1, OVR, true);
        }
        int bits = shift;
        loaded = false;
        if (ack) {
            advance();
            i2c.put(SR1, BTF, !loaded);
        } else {
            refused = true;
            i2c.put(SR1, AF, true);
        }
        i2c.update();
        return bits;
    }

    @Override
    public void stopped() {
        if (!i2c.clocked() || i2c.has(SR2, MSL)) {
            return;
        }
        boolean sent = state == State.SENDING;
        // Not behind a refusal of the master (RM0090 section 27.6.6).
        if (state == State.RECEIVING || (sent && !refused)) {
            i2c.put(SR1, STOPF, true);
        }
        if (sent) {
            endSending();
        }
        state = State.IDLE;
        known10 = false;
        i2c.put(SR2, BUSY | TRA | GENCALL | DUALF, false);
        i2c.master.control();
        i2c.update();
    }

    @Override
    public boolean holds() {
        if (!listens() || i2c.on(NOSTRETCH) || refused || (state != State.SENDING && state != State.RECEIVING)) {
            return false;
        }
        boolean notReady = state == State.SENDING ? !loaded : i2c.shiftFull();
        return notReady || i2c.has(SR1, ADDR);
    }

    /** SMBus: the firmware stretched the clock for too long. */
    void giveUp() {
        reset();
        i2c.put(SR1, ADDR | TXE | BTF, false);
    }
}
