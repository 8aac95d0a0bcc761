package dev.platine.mcu.peripheral.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.BlockSpec;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.register.Register;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever firmware writes to clocks, power and flash, and whatever the board does to its supplies meanwhile: the chip lives, and time goes on. */
class AnyWritesTest {
    private static final List<String> BLOCKS = List.of("RCC", "RCC", "PWR", "FLASH", "RNG", "DBGMCU", "CRC");
    private static final int[] KEYS = {0x45670123, 0xCDEF89AB, 0x08192A3B, 0x4C5D6E7F, 0, -1, 0x01000001, 0x24003010};
    private static final long[] CRYSTALS = {0, 8_000_000, 25_000_000, 7_999_993, 1};
    private static final double[] VOLTS = {0, 1.7, 2.4, 3.3, 3.3, 3.3};

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldLive(ChipSpec spec) {
        SplittableRandom random = new SplittableRandom(spec.name().hashCode());
        Bench bench = new Sleeper(spec).bench;
        long last = 0;
        for (int round = 0; round < 400; round++) {
            for (int i = 0; i < 15; i++) {
                access(bench, spec, random);
            }
            happens(bench, random);
            bench.run(random.nextInt(10) == 0 ? random.nextInt(300_000_000) : random.nextInt(100_000));
            assertThat(bench.chip().nowNs()).isGreaterThan(last);
            last = bench.chip().nowNs();
        }
        bench.chip().externals().vddV(3.3);
        bench.chip().powerDown(last);
        bench.chip().powerUp(last + 1);
        assertThat(bench.clocks().hclk().hz()).isEqualTo(16e6);
    }

    private static void access(Bench bench, ChipSpec spec, SplittableRandom random) {
        String name = BLOCKS.get(random.nextInt(BLOCKS.size()));
        for (BlockSpec block : spec.blocks()) {
            if (block.name().equals(name)) {
                List<Register> registers = Objects.requireNonNull(
                                bench.chip().blocks().get(name))
                        .layout()
                        .registers();
                Register register = registers.get(random.nextInt(registers.size()));
                int address = block.base() + register.offset();
                int value = random.nextInt(3) == 0
                        ? KEYS[random.nextInt(KEYS.length)]
                        : (int) bench.chip().bus().peek(address, 4) ^ 1 << random.nextInt(32);
                bench.chip().bus().write(address, 4, value);
                bench.read(address);
            }
        }
        bench.chip().bus().write(0x08000000 + 4 * random.nextInt(0x20000), 4, random.nextInt());
    }

    private static void happens(Bench bench, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> bench.chip().externals().hseHz(CRYSTALS[random.nextInt(CRYSTALS.length)]);
            case 1 -> bench.chip().externals().vddV(VOLTS[random.nextInt(VOLTS.length)]);
            case 2 -> bench.level("PA0", random.nextBoolean());
            case 3 -> bench.chip().reset(ResetCause.values()[random.nextInt(8)]);
            case 4 -> bench.chip().processor().interrupt(6, random.nextBoolean());
            case 5 -> {
                bench.chip().powerDown(bench.chip().nowNs());
                bench.run(random.nextInt(1000));
                bench.chip().externals().vbatV(random.nextBoolean() ? 3 : Double.NaN);
                bench.chip().powerUp(bench.chip().nowNs());
            }
            default -> {}
        }
    }
}
