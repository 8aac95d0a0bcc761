package dev.platine.hal.linux.i2c;

import dev.platine.hal.linux.value.Field;
import java.util.List;

/** A register of a device, and the channels that are in it. One thread at a time. */
final class I2cRegister {
    private final int register;
    private final Field.Type type;
    private final I2cSettings.Signal[] signals;
    private int at;
    private int first;
    private long number;

    I2cRegister(int register, Field.Type type, List<I2cSettings.Signal> signals) {
        this.register = register;
        this.type = type;
        this.signals = signals.toArray(new I2cSettings.Signal[0]);
    }

    private static void putRegister(I2cMessages messages, int at, int register, int registerBytes) {
        for (int i = 0; i < registerBytes; i++) {
            messages.bytes().put(at + i, (byte) (register >> (8 * (registerBytes - 1 - i))));
        }
    }

    /** Prepares reading it: the number of the register, then its bytes, without a stop between. */
    void prepareRead(I2cMessages messages, int registerBytes) {
        first = messages.count();
        if (registerBytes > 0) {
            putRegister(messages, messages.add(false, registerBytes), register, registerBytes);
        }
        at = messages.add(true, type.bytes());
    }

    /** Prepares writing it. */
    void prepareWrite(I2cMessages messages, int registerBytes) {
        first = messages.count();
        int start = messages.add(false, registerBytes + type.bytes());
        putRegister(messages, start, register, registerBytes);
        at = start + registerBytes;
    }

    /** Its message, or the first of its two. */
    int first() {
        return first;
    }

    /** Takes what was read to the channels. */
    void take(I2cMessages messages, int[] values) {
        long read = type.get(messages.bytes(), at);
        for (I2cSettings.Signal signal : signals) {
            values[signal.value().spec().id()] =
                    signal.value().word(signal.field().of(read));
        }
    }

    long read(I2cMessages messages) {
        return type.get(messages.bytes(), at);
    }

    /** What it holds before its outputs are put in. */
    void begin(long before) {
        number = before;
    }

    /** Whether its outputs leave bits that are somebody else's. */
    boolean isShared() {
        long mine = 0;
        for (I2cSettings.Signal signal : signals) {
            mine |= signal.field().mask();
        }
        return mine != (1L << (8 * type.bytes())) - 1;
    }

    /** Puts set-points in; true when it has to be written. */
    boolean put(I2cMessages messages, int[] values, long[] untilNs) {
        long after = number;
        for (I2cSettings.Signal signal : signals) {
            int id = signal.value().spec().id();
            if (untilNs[id] != dev.platine.hal.local.LocalDevice.LEAVE) {
                after = signal.field().with(after, signal.value().raw(values[id]));
            }
        }
        if (after == number) {
            return false;
        }
        type.put(messages.bytes(), at, after);
        return true;
    }

    /** Puts the safe values in. */
    void putSafe(I2cMessages messages) {
        for (I2cSettings.Signal signal : signals) {
            number = signal.field()
                    .with(number, signal.value().raw(signal.value().spec().safeBits()));
        }
        type.put(messages.bytes(), at, number);
    }

    /** It was written. */
    void written(I2cMessages messages) {
        number = type.get(messages.bytes(), at);
    }
}
