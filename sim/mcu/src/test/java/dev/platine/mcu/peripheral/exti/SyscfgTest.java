package dev.platine.mcu.peripheral.exti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.register.TouchLog;
import org.junit.jupiter.api.Test;

class SyscfgTest {
    private static final int SYSCFG = 0x40013800;
    private static final int MEMRMP = SYSCFG;
    private static final int CMPCR = SYSCFG + 0x20;

    private final Bench bench = new Bench(Stm32f4.f446());

    @Test
    void shouldShowFlashOrSramAtAddressZero() {
        bench.write(0x20000000, 0x1234);
        assertThat(bench.read(0)).isEqualTo(0xFFFFFFFFL);
        bench.write(MEMRMP, 3);
        assertThat(bench.read(0)).isEqualTo(0x1234);
        bench.write(0, 0x5678);
        assertThat(bench.read(0x20000000)).isEqualTo(0x5678);
        bench.write(MEMRMP, 0);
        assertThat(bench.read(0)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void shouldShowNothingWhereExternalMemoryWouldBe() {
        bench.write(MEMRMP, 2);
        assertThat(bench.chip().bus().read(0, 4)).isEqualTo(Bus.ERROR);
    }

    @Test
    void shouldShowFlashAgainAfterReset() {
        bench.write(MEMRMP, 3);
        bench.chip().blocks().get("SYSCFG").reset();
        assertThat(bench.read(0)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void shouldHaveTheCompensationCellReadyWhenItIsOn() {
        assertThat(bench.read(CMPCR)).isZero();
        bench.write(CMPCR, 1);
        assertThat(bench.read(CMPCR)).isEqualTo(0x101);
        bench.write(CMPCR, 0);
        assertThat(bench.read(CMPCR)).isZero();
    }

    @Test
    void shouldRecordWhatItDoesNotModel() {
        bench.write(SYSCFG + 0x2C, 1);
        assertThat(bench.chip().touches().touches()).singleElement().satisfies(t -> {
            assertThat(t.kind()).isEqualTo(TouchLog.Kind.WRITTEN);
            assertThat(t.bits()).isEqualTo(1);
        });
    }
}
