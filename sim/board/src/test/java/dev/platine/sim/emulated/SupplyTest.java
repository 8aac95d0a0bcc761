package dev.platine.sim.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a board gives to its chip besides signals: supply, battery, crystals, temperature. */
class SupplyTest {
    private static final int RCC = 0x40023800;
    private static final int APB1ENR = RCC + 0x40;
    private static final int BDCR = RCC + 0x70;
    private static final int CSR = RCC + 0x74;
    private static final int PWR = 0x40007000;
    private static final int PVDO = 4;
    private static final int FLASH_OPTKEYR = 0x40023C08;
    private static final int FLASH_OPTCR = 0x40023C14;
    private static final int PORT_A = 0x40020000;
    private static final int RTC_TR = 0x40002800;
    private static final int BACKUP_0 = 0x40002850;

    private final Rig rig = rig(Map.of("lseHz", 32768.0));

    private static Rig rig(Map<String, Object> with) {
        Map<String, Object> all = new LinkedHashMap<>(with);
        List<PartSpec> parts = List.of(
                new PartSpec("psu", "supply", Map.of("out", "v3v3"), Parameters.of(Map.of("voltageV", 3.3))),
                new PartSpec(
                        "cell",
                        "supply",
                        Map.of("out", "cell"),
                        Parameters.of(Map.of("voltageV", 3.0, "external", true))));
        return new Rig("stm32f407", List.of("PA0"), List.of("v3v3", "cell"), parts, all) {
            @Override
            Map<String, String> more() {
                return Map.of("VDD", "v3v3", "VBAT", "cell");
            }
        };
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void supply(double volts) {
        rig.board().drive("v3v3", volts, 0.001);
        rig.run(1_000_000);
    }

    @Test
    void shouldTripTheDetectorWhenTheSupplySags() {
        rig.write(APB1ENR, 1 << 28);
        rig.write(PWR, 5 << 5 | 1 << 4);
        assertThat(rig.read(PWR + 4) & PVDO).isZero();
        supply(2.5);
        assertThat(rig.read(PWR + 4) & PVDO).isEqualTo(PVDO);
        supply(3.3);
        assertThat(rig.read(PWR + 4) & PVDO).isZero();
    }

    @Test
    void shouldResetByTheBrownOutLevelOfTheOptionBytes() {
        rig.write(FLASH_OPTKEYR, 0x08192A3B);
        rig.write(FLASH_OPTKEYR, 0x4C5D6E7F);
        rig.write(FLASH_OPTCR, 0x0FFFAAE0);
        rig.write(FLASH_OPTCR, 0x0FFFAAE2);
        rig.run(300_000_000);
        rig.write(CSR, 1 << 24);
        rig.events.clear();
        supply(2.5);
        assertThat(rig.chip().clocks().hclk().stopped()).isTrue();
        assertThat(rig.events)
                .filteredOn(event -> event.startsWith("reset"))
                .containsExactly("reset stm32f407 brown_out");
        supply(3.3);
        assertThat(rig.chip().clocks().hclk().stopped()).isFalse();
        assertThat(rig.read(CSR) >>> 24).as("BORRSTF, PINRSTF").isEqualTo(6);
    }

    @Test
    void shouldBeResetBelowThePowerOnLevelWhateverTheOptionBytesSay() {
        rig.write(CSR, 1 << 24);
        rig.events.clear();
        supply(2.0);
        assertThat(rig.events).noneMatch(event -> event.startsWith("reset"));
        supply(1.5);
        assertThat(rig.events).contains("reset stm32f407 power");
        supply(3.3);
        assertThat(rig.read(CSR) >>> 24).as("all flags of power").isEqualTo(0xE);
        rig.run(1_000_000);
        assertThat(rig.chip().clocks().hclk().stopped()).isFalse();
    }

    @Test
    void shouldDriveItsPinsToItsSupply() {
        rig.write(RCC + 0x30, 1);
        rig.write(PORT_A, 1);
        rig.write(PORT_A + 0x18, 1);
        rig.run(1_000);
        assertThat(rig.net("PA0").volts()).isCloseTo(3.3, within(0.02));
        supply(2.4);
        assertThat(rig.net("PA0").volts()).isCloseTo(2.4, within(0.02));
    }

    @Test
    void shouldKeepTheBackupDomainByTheBatteryOnly() {
        backup(0x1234);
        rig.run(3_000_000_000L);
        rig.board().power(false);
        rig.run(10_000_000_000L);
        rig.board().power(true);
        rig.run(10_000_000);
        rig.write(APB1ENR, 1 << 28);
        assertThat(rig.read(BACKUP_0)).isEqualTo(0x1234);
        assertThat(rig.read(RTC_TR)).as("seconds counted meanwhile").isBetween(0x10L, 0x13L);
        rig.board().power(false);
        rig.board().drive("cell", 0, 0.001);
        rig.run(1_000_000);
        rig.board().power(true);
        rig.run(1_000);
        rig.write(APB1ENR, 1 << 28);
        assertThat(rig.read(BACKUP_0)).isZero();
    }

    private void backup(int value) {
        rig.write(APB1ENR, 1 << 28);
        rig.write(PWR, 1 << 8);
        rig.write(BDCR, 1 | 1 << 8 | 1 << 15);
        rig.write(BACKUP_0, value);
    }

    @Test
    void shouldTellTheFirmwareThatTheCrystalFailed() {
        rig.write(RCC, 0x10083);
        rig.run(5_000_000);
        assertThat(rig.read(RCC) & 1 << 17).as("HSERDY").isNotZero();
        rig.write(RCC + 8, 1);
        rig.set(RCC, 1 << 19);
        assertThat(rig.chip().clocks().hclk().hz()).isEqualTo(8e6);
        rig.body().crystal("hse", false);
        rig.run(1_000);
        assertThat(rig.read(RCC + 12) & 1 << 7).as("CSSF").isNotZero();
        assertThat(rig.chip().clocks().hclk().hz()).isEqualTo(16e6);
    }

    @Test
    void shouldHaveOnlyTheCrystalsThatAreFitted() {
        rig.write(APB1ENR, 1 << 28);
        rig.write(PWR, 1 << 8);
        rig.write(BDCR, 1);
        rig.run(3_000_000_000L);
        assertThat(rig.read(BDCR) & 2).as("LSERDY").isEqualTo(2);
        rig.body().crystal("lse", false);
        rig.run(1_000_000);
        assertThat(rig.read(BDCR) & 2).isZero();
        try (Rig bare = rig(Map.of())) {
            bare.write(APB1ENR, 1 << 28);
            bare.write(PWR, 1 << 8);
            bare.write(BDCR, 1);
            bare.run(10_000_000_000L);
            assertThat(bare.read(BDCR) & 2).isZero();
            assertThatThrownBy(() -> bare.body().crystal("lse", false))
                    .hasMessage("the board has no crystal lse fitted; its board.yaml may say lseHz");
        }
    }

    @Test
    void shouldBeAsWarmAsTheBoardSays() {
        rig.body().temperature(60);
        assertThat(rig.chip().externals().temperatureDegC()).isEqualTo(60);
        assertThatThrownBy(() -> rig.body().temperature(151)).isInstanceOf(IllegalArgumentException.class);
    }
}
