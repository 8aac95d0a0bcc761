package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.pin.can.CanError;
import dev.platine.mcu.register.RegisterFile;

/** The error counters and the error status register (RM0090 section 32.7.6, ISO 11898-1). Used on the simulation's thread only. */
final class ErrorCounters {
    private static final int WARNING = 1;
    private static final int PASSIVE = 1 << 1;
    private static final int BUS_OFF = 1 << 2;
    private static final int LEC = 7 << 4;

    private final RegisterFile registers;
    private int transmit;
    private int receive;
    private boolean off;

    ErrorCounters(RegisterFile registers) {
        this.registers = registers;
    }

    void clear() {
        transmit = 0;
        receive = 0;
        off = false;
        show();
    }

    boolean isOff() {
        return off;
    }

    boolean isPassive() {
        return transmit > 127 || receive > 127;
    }

    /** A frame of its own went wrong. */
    void sendingFailed(CanError error) {
        // a passive node that nobody answers stays where it is, and so never goes bus-off alone on a bus
        if (!isPassive() || error != CanError.ACKNOWLEDGE) {
            transmit += 8;
        }
        off |= transmit > 255;
        code(error.code());
    }

    /** Another's frame went wrong. */
    void receivingFailed(CanError error) {
        receive = Math.min(receive + 1, 255);
        code(error.code());
    }

    void sent() {
        transmit = Math.max(transmit - 1, 0);
        code(0);
    }

    void received() {
        receive = receive > 127 ? 120 : Math.max(receive - 1, 0);
        code(0);
    }

    private void code(int code) {
        registers.set(CanRegisters.ESR, (registers.get(CanRegisters.ESR) & ~LEC) | (code << 4));
        show();
    }

    private void show() {
        int bits = transmit >= 96 || receive >= 96 ? WARNING : 0;
        bits |= isPassive() ? PASSIVE : 0;
        bits |= off ? BUS_OFF : 0;
        bits |= (transmit & 0xFF) << 16 | receive << 24;
        registers.set(CanRegisters.ESR, (registers.get(CanRegisters.ESR) & LEC) | bits);
    }

    /** Whether something that was just set is to be told: by what stood there before. */
    boolean told(int before, boolean code) {
        int enables = registers.get(CanRegisters.IER);
        int rising = registers.get(CanRegisters.ESR) & ~before & 7;
        boolean state = (rising << 8 & enables) != 0;
        return state || (code && registers.has(CanRegisters.ESR, LEC) && (enables & CanRegisters.LECIE) != 0);
    }
}
