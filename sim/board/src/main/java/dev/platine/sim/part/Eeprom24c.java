package dev.platine.sim.part;

import dev.platine.mcu.pin.I2cTarget;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.spec.PinRule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

// A serial memory on a two-wire bus, 24C01 to 24C512: pages, a write cycle behind the stop during which it does not
// answer, a write-protect pin. It keeps
// its bytes without power; a write cycle that power cuts leaves the page as it was.
final class Eeprom24c extends BusPart implements I2cTarget {
    static final PartType TYPE = new KeptPartType(
            "eeprom_24c",
            "serial memory 24C01 to 24C512 on a two-wire bus",
            List.of(
                    PinRule.senses("scl"),
                    PinRule.passes("sda"),
                    PinRule.senses("a0").optional(),
                    PinRule.senses("a1").optional(),
                    PinRule.senses("a2").optional(),
                    PinRule.senses("wp").optional()),
            List.of(
                    ParameterSpec.number("sizeKbit", 2, 1, 512, "its size, a power of two"),
                    ParameterSpec.number("writeMs", 5, 0, 100, "how long a write cycle lasts")),
            List.of(ActionSpec.plain("erase", "sets every byte to 255")),
            Eeprom24c::new);

    private static final int SCL = 0;
    private static final int SDA = 1;
    private static final int A0 = 2;
    private static final int WP = 5;
    private static final int KIND = 0xA;
    private static final int BYTES_A_KBIT = 128;
    private static final int LARGEST_WITH_ONE_ADDRESS_BYTE = 2_048;

    private enum State {
        IDLE,
        DEVICE,
        ADDRESS_HIGH,
        ADDRESS,
        DATA,
        READING
    }

    private final TimerSource time;
    private final long writeNs;
    private final byte[] bytes;
    private final int pageBytes;
    private final byte[] page;
    private final boolean[] loaded;
    private State state = State.IDLE;
    private int address;
    private boolean anyLoaded;
    private boolean powered;
    private long busyUntilNs;
    private long cycles;

    Eeprom24c(PartContext context) {
        super(context, List.of("scl", "sda", "a0", "a1", "a2", "wp"));
        time = context.time();
        writeNs = context.timeNs("writeMs");
        double given = context.number("sizeKbit");
        int kbit = (int) given;
        if (Integer.bitCount(kbit) != 1 || kbit != given) {
            throw new IllegalArgumentException("must be a power of two from 1 to 512: sizeKbit=" + given);
        }
        bytes = new byte[kbit * BYTES_A_KBIT];
        Arrays.fill(bytes, (byte) -1);
        pageBytes = pageBytes(kbit);
        page = new byte[pageBytes];
        loaded = new boolean[pageBytes];
        observe("writes", () -> cycles);
        observe("busy", () -> flag(isBusy()));
    }

    // Of the data sheets.
    private static int pageBytes(int kbit) {
        if (kbit <= 2) {
            return 8;
        }
        if (kbit <= 16) {
            return 16;
        }
        if (kbit <= 64) {
            return 32;
        }
        return kbit <= 256 ? 64 : 128;
    }

    private boolean isBusy() {
        return time.nowNs() < busyUntilNs;
    }

    @Override
    protected void act(String action, double value) {
        Arrays.fill(bytes, (byte) -1);
    }

    @Override
    public void power(boolean on) {
        powered = on;
        state = State.IDLE;
        anyLoaded = false;
        busyUntilNs = 0;
    }

    @Override
    public @Nullable I2cTarget i2c(int pin) {
        return pin == SCL ? this : null;
    }

    @Override
    public int dataPin() {
        return SDA;
    }

    @Override
    public void started() {
        // A write that is not ended by a stop does not happen.
        anyLoaded = false;
        state = powered && !isBusy() ? State.DEVICE : State.IDLE;
    }

    @Override
    public int written(int bits) {
        switch (state) {
            case DEVICE -> {
                return device(bits);
            }
            case ADDRESS_HIGH -> {
                address = bits << 8;
                state = State.ADDRESS;
            }
            case ADDRESS -> {
                address = (address | bits) % bytes.length;
                Arrays.fill(loaded, false);
                state = State.DATA;
            }
            case DATA -> {
                if (high(WP)) {
                    anyLoaded = false;
                    return NACK;
                }
                page[address % pageBytes] = (byte) bits;
                loaded[address % pageBytes] = true;
                anyLoaded = true;
                address = address - address % pageBytes + (address + 1) % pageBytes;
            }
            default -> {
                return NACK;
            }
        }
        return ACK;
    }

    // Address pins that the size needs for itself are bits of the memory's address.
    private int device(int bits) {
        boolean small = bytes.length <= LARGEST_WITH_ONE_ADDRESS_BYTE;
        int blocks = small ? Math.max(1, bytes.length / 256) : 1;
        int wanted = 0;
        for (int i = 0; i < 3; i++) {
            wanted |= high(A0 + i) ? 1 << i : 0;
        }
        int given = bits >> 1 & 7;
        if (bits >> 4 != KIND || (given & -blocks) != (wanted & -blocks)) {
            state = State.IDLE;
            return NACK;
        }
        int block = (given & blocks - 1) << 8;
        if ((bits & 1) != 0) {
            address = small ? ((address & 0xFF) | block) % bytes.length : address;
            state = State.READING;
        } else {
            address = block;
            state = small ? State.ADDRESS : State.ADDRESS_HIGH;
        }
        return ACK;
    }

    @Override
    public int read(boolean ack) {
        if (state != State.READING) {
            return 0xFF;
        }
        int bits = bytes[address] & 0xFF;
        address = (address + 1) % bytes.length;
        state = ack ? State.READING : State.IDLE;
        return bits;
    }

    @Override
    public void stopped() {
        if (state == State.DATA && anyLoaded) {
            int first = address - address % pageBytes;
            for (int i = 0; i < pageBytes; i++) {
                if (loaded[i]) {
                    bytes[first + i] = page[i];
                }
            }
            cycles++;
            busyUntilNs = time.nowNs() + writeNs;
        }
        anyLoaded = false;
        state = State.IDLE;
    }
}
