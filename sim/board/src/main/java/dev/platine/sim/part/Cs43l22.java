package dev.platine.sim.part;

import dev.platine.mcu.pin.I2cTarget;
import dev.platine.sim.spec.PinRule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

// The registers of the audio converter CS43L22 on its two-wire bus: what is written can be read, its name too. Sound is
// not modelled.
final class Cs43l22 extends BusPart implements I2cTarget {
    static final PartType TYPE = new KeptPartType(
            "cs43l22",
            "audio converter CS43L22, its control port",
            List.of(
                    PinRule.senses("scl"),
                    PinRule.passes("sda"),
                    PinRule.senses("reset"),
                    PinRule.senses("ad0").optional()),
            List.of(),
            List.of(),
            Cs43l22::new);

    private static final int SCL = 0;
    private static final int SDA = 1;
    private static final int RESET = 2;
    private static final int AD0 = 3;
    private static final int DEVICE = 0x94;
    private static final int ID = 1;
    private static final int NAME = 0xE3;
    private static final int POWER_CONTROL_1 = 2;
    private static final int REGISTERS = 0x48;

    private enum State {
        IDLE,
        DEVICE,
        MAP,
        DATA,
        READING
    }

    private final int[] registers = new int[REGISTERS];
    private State state = State.IDLE;
    private int map;
    private boolean runs;
    private boolean powered;

    Cs43l22(PartContext context) {
        super(context, List.of("scl", "sda", "reset", "ad0"));
        pin(RESET)
                .onChange(
                        net -> {
                            if (!high(RESET)) {
                                clear();
                            }
                        },
                        0);
        observe("powered_up", () -> flag(powered && registers[POWER_CONTROL_1] == 0x9E));
        clear();
    }

    private void clear() {
        Arrays.fill(registers, 0);
        registers[ID] = NAME;
        registers[POWER_CONTROL_1] = 1;
        state = State.IDLE;
    }

    @Override
    public void power(boolean on) {
        powered = on;
        clear();
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
        state = powered && high(RESET) ? State.DEVICE : State.IDLE;
    }

    @Override
    public int written(int bits) {
        switch (state) {
            case DEVICE -> {
                if ((bits & 0xFE) != (DEVICE | (high(AD0) ? 2 : 0))) {
                    state = State.IDLE;
                    return NACK;
                }
                state = (bits & 1) != 0 ? State.READING : State.MAP;
            }
            case MAP -> {
                runs = (bits & 0x80) != 0;
                map = bits & 0x7F;
                state = State.DATA;
            }
            case DATA -> {
                if (map > ID && map < REGISTERS) {
                    registers[map] = bits;
                }
                advance();
            }
            default -> {
                return NACK;
            }
        }
        return ACK;
    }

    private void advance() {
        map = runs ? (map + 1) & 0x7F : map;
    }

    @Override
    public int read(boolean ack) {
        if (state != State.READING) {
            return 0xFF;
        }
        int bits = map < REGISTERS ? registers[map] : 0;
        advance();
        return bits;
    }

    @Override
    public void stopped() {
        state = State.IDLE;
    }
}
