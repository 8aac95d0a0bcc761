package dev.platine.mcu.peripheral.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.register.TouchLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PwrTest {
    private static final int CR = 0x40007000;
    private static final int CSR = CR + 4;
    private static final int RCC_CR = 0x40023800;
    private static final int PVDE = 1 << 4;
    private static final int DBP = 1 << 8;
    private static final int PVDO = 4;
    private static final int BRE = 1 << 9;
    private static final int BRR = 8;
    private static final int VOSRDY = 1 << 14;
    private static final int BACKUP = 0x40024000;

    private static boolean has(Bench bench, int bits) {
        return (bench.read(CSR) & bits) == bits;
    }

    private static void pll(Bench bench) {
        bench.set(RCC_CR, 1 << 24);
        bench.run(200_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 2.14, 2.04", "1, 2.30, 2.19", "4, 2.76, 2.66", "7, 3.14, 3.03"})
    void shouldWatchTheSupply(int level, double rising, double falling) {
        Bench bench = new Bench(Stm32f4.f407());
        bench.chip().externals().vddV(3.3);
        bench.write(CR, PVDE | level << 5);
        assertThat(has(bench, PVDO)).isFalse();
        bench.chip().externals().vddV(falling + 0.01);
        assertThat(has(bench, PVDO)).isFalse();
        bench.chip().externals().vddV(falling - 0.01);
        assertThat(has(bench, PVDO)).isTrue();
        assertThat(bench.chip().signal("PVD").isHigh()).isTrue();
        bench.chip().externals().vddV(rising - 0.01);
        assertThat(has(bench, PVDO)).as("hysteresis").isTrue();
        bench.chip().externals().vddV(rising + 0.01);
        assertThat(has(bench, PVDO)).isFalse();
        bench.chip().externals().vddV(1.9);
        bench.write(CR, 0);
        assertThat(has(bench, PVDO)).isFalse();
    }

    @Test
    void shouldResetWhenTheSupplyBrownsOut() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.write(0x40023C08, 0x08192A3B);
        bench.write(0x40023C08, 0x4C5D6E7F);
        bench.write(0x40023C14, 0x0FFFAAE0);
        bench.write(0x40023C14, 0x0FFFAAE2);
        bench.run(300_000_000);
        bench.write(RCC_CR + 0x74, 1 << 24);
        bench.chip().externals().vddV(2.85);
        assertThat(bench.clocks().hclk().stopped()).isFalse();
        bench.chip().externals().vddV(2.7);
        bench.run(1000);
        assertThat(bench.clocks().hclk().stopped()).isTrue();
        bench.chip().externals().vddV(2.9);
        assertThat(bench.clocks().hclk().stopped()).isTrue();
        bench.chip().externals().vddV(3.0);
        bench.run(1000);
        assertThat(bench.clocks().hclk().stopped()).isFalse();
        assertThat(bench.read(RCC_CR + 0x74) >>> 24).isEqualTo(6);
    }

    @Test
    void shouldLetTheBackupDomainBeWritten() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.set(RCC_CR + 0x30, 1 << 18);
        bench.write(BACKUP, 5);
        assertThat(bench.read(BACKUP)).isZero();
        bench.write(CR, DBP);
        bench.write(BACKUP + 0xFFC, 5);
        assertThat(bench.read(BACKUP + 0xFFC)).isEqualTo(5);
        bench.chip().reset(ResetCause.SOFTWARE);
        bench.run(1000);
        assertThat(bench.chip().signal("DBP").isHigh()).isFalse();
        assertThat(bench.read(BACKUP + 0xFFC)).as("its gate is shut").isZero();
        assertThat(bench.chip().touches().touches())
                .anySatisfy(t -> assertThat(t.kind()).isEqualTo(TouchLog.Kind.CLOCK_OFF));
        bench.set(RCC_CR + 0x30, 1 << 18);
        assertThat(bench.read(BACKUP + 0xFFC)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"false, false, 0", "true, false, 0", "false, true, 0", "true, true, 5"})
    void shouldKeepTheBackupMemoryWithRegulatorAndBattery(boolean regulator, boolean battery, long kept) {
        Bench bench = new Bench(Stm32f4.f446());
        bench.set(RCC_CR + 0x30, 1 << 18);
        bench.write(CR, 0xC000 | DBP);
        bench.write(CSR, regulator ? BRE : 0);
        assertThat(has(bench, BRR)).isFalse();
        bench.run(200_000);
        assertThat(has(bench, BRR)).isEqualTo(regulator);
        bench.write(BACKUP, 5);
        if (battery) {
            bench.chip().externals().vbatV(3);
        }
        long now = bench.chip().nowNs();
        bench.chip().powerDown(now);
        bench.chip().powerUp(now + 1000);
        bench.set(RCC_CR + 0x30, 1 << 18);
        assertThat(bench.read(BACKUP)).isEqualTo(kept);
    }

    @Test
    void shouldLoseTheBackupDomainWithItsBattery() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.set(RCC_CR + 0x30, 1 << 18);
        bench.write(CR, DBP);
        bench.write(CSR, BRE);
        bench.write(BACKUP, 5);
        bench.write(RCC_CR + 0x70, 1);
        bench.chip().externals().vbatV(3);
        bench.chip().powerDown(bench.chip().nowNs());
        bench.run(1000);
        bench.chip().externals().vbatV(0);
        bench.chip().externals().vbatV(3);
        bench.chip().powerUp(bench.chip().nowNs());
        bench.set(RCC_CR + 0x30, 1 << 18);
        assertThat(bench.read(BACKUP)).isZero();
        assertThat(bench.read(RCC_CR + 0x70)).isZero();
    }

    @Test
    void shouldStayOffUntilPowerComes() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.chip().powerDown(bench.chip().nowNs());
        bench.chip().reset(ResetCause.PIN);
        bench.chip().externals().vddV(1);
        bench.run(1_000_000);
        assertThat(bench.clocks().hclk().stopped()).isTrue();
        bench.chip().externals().vddV(3.3);
        bench.chip().powerUp(bench.chip().nowNs());
        assertThat(bench.clocks().hclk().stopped()).isFalse();
        assertThat(bench.read(RCC_CR + 0x74)).isEqualTo(0x0E000000L);
    }

    @Test
    void shouldScaleTheVoltageWithThePll() {
        Bench bench = new Bench(Stm32f4.f411());
        bench.write(CR, 0xC000);
        assertThat(has(bench, VOSRDY)).isFalse();
        pll(bench);
        assertThat(has(bench, VOSRDY)).isTrue();
        bench.write(CR, 0x4000);
        assertThat(bench.read(CR)).as("not while the PLL is on").isEqualTo(0xC000);
    }

    @ParameterizedTest
    @CsvSource({
        "stm32f407, 0, 168, true",
        "stm32f407, 1, 168, false",
        "stm32f411, 1, 84, true",
        "stm32f411, 2, 84, false"
    })
    void shouldNoteAVoltageThatIsTooLow(String chip, int vos, int mhz, boolean noted) {
        Bench bench = new Bench(Stm32f4.all().stream()
                .filter(s -> s.name().equals(chip))
                .findAny()
                .orElseThrow());
        bench.write(CR, vos << 14);
        bench.write(RCC_CR + 4, 8 | mhz << 6 | 7 << 24);
        bench.write(0x40023C00, 5);
        pll(bench);
        bench.write(RCC_CR + 8, 5 << 10 | 4 << 13);
        bench.write(RCC_CR + 8, 5 << 10 | 4 << 13 | 2);
        assertThat(bench.clocks().hclk().hz()).isEqualTo(mhz * 1e6);
        assertThat(bench.chip().touches().touches().isEmpty()).isEqualTo(!noted);
    }

    @Test
    void shouldOverDriveTheF446() {
        Bench bench = new Bench(Stm32f4.f446());
        int scale = 0xC000;
        bench.write(RCC_CR + 4, 8 | 180 << 6 | 7 << 24 | 2 << 28);
        pll(bench);
        bench.write(CR, scale | 2 << 16);
        bench.run(100_000);
        assertThat(has(bench, 1 << 17)).as("not without over-drive").isFalse();
        bench.write(CR, scale | 1 << 16);
        assertThat(has(bench, 1 << 16)).isFalse();
        bench.run(50_000);
        assertThat(has(bench, 1 << 16)).isTrue();
        bench.write(CR, scale | 3 << 16);
        bench.run(50_000);
        assertThat(has(bench, 3 << 16)).isTrue();
        bench.write(0x40023C00, 5);
        bench.write(RCC_CR + 8, 5 << 10 | 4 << 13);
        bench.write(RCC_CR + 8, 5 << 10 | 4 << 13 | 2);
        assertThat(bench.clocks().hclk().hz()).isEqualTo(180e6);
        assertThat(bench.chip().touches().touches()).isEmpty();
        bench.write(CR, scale);
        assertThat(bench.read(CSR) & 3 << 16).isZero();
    }

    @Test
    void shouldNoteRisingPinsThatWake() {
        Bench bench = new Bench(Stm32f4.f446());
        bench.level("PC13", true);
        assertThat(has(bench, 1)).isFalse();
        bench.write(CSR, 1 << 7);
        assertThat(has(bench, 1)).as("high already").isTrue();
        bench.write(CR, 0xC004);
        assertThat(has(bench, 1)).isFalse();
        bench.write(CSR, 1 << 8);
        bench.level("PA0", true);
        assertThat(has(bench, 1)).isTrue();
    }
}
