package dev.platine.mcu.peripheral.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private static final int DBGMCU = 0xE0042000;
    private static final int UID = 0x1FFF7A10;

    @ParameterizedTest
    @CsvSource({
        "stm32f401, 433, 512",
        "stm32f405, 413, 1024",
        "stm32f407, 413, 1024",
        "stm32f411, 431, 512",
        "stm32f446, 421, 512"
    })
    void shouldSayWhatItIs(String chip, String device, int flashKb) {
        ChipSpec spec = Stm32f4.all().stream()
                .filter(s -> s.name().equals(chip))
                .findAny()
                .orElseThrow();
        Bench bench = new Bench(spec);
        assertThat(bench.read(DBGMCU) & 0xFFF).isEqualTo(Integer.parseInt(device, 16));
        assertThat(bench.read(0x1FFF7A20) >>> 16).isEqualTo(flashKb);
        assertThat(bench.chip().memory("FLASH").sizeBytes()).isEqualTo(flashKb * 1024);
    }

    @Test
    void shouldBeUniqueByItsSeed() {
        Bench a = new Bench(Stm32f4.f411());
        Bench b = new Bench(Stm32f4.f411());
        b.chip().externals().seed(2);
        b.chip().powerDown(0);
        b.chip().powerUp(0);
        assertThat(a.read(UID)).isEqualTo(new Bench(Stm32f4.f411()).read(UID));
        assertThat(a.read(UID) + a.read(UID + 8)).isNotEqualTo(b.read(UID) + b.read(UID + 8));
        assertThat(a.chip().bus().write(UID, 4, 0)).isFalse();
    }

    @Test
    void shouldCarryItsCalibration() {
        Bench bench = new Bench(Stm32f4.f407());
        long ts1 = bench.read(0x1FFF7A2C) & 0xFFFF;
        long ts2 = bench.read(0x1FFF7A2C) >>> 16;
        assertThat(bench.read(0x1FFF7A28) >>> 16).isEqualTo(1502);
        assertThat((ts2 - ts1) * 3.3 / 4095 / 80).isBetween(0.00248, 0.00252);
    }

    @Test
    void shouldKeepTheFreezeBitsOverResets() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.write(DBGMCU + 8, 1 << 12);
        bench.write(DBGMCU, 0);
        bench.chip().reset(ResetCause.SOFTWARE);
        bench.run(100);
        assertThat(bench.read(DBGMCU + 8)).isEqualTo(1 << 12);
        bench.chip().powerDown(200);
        bench.chip().powerUp(300);
        assertThat(bench.read(DBGMCU + 8)).isZero();
    }
}
