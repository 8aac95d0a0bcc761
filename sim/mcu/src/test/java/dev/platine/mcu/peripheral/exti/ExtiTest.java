package dev.platine.mcu.peripheral.exti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtiTest {
    private static final int EXTI = 0x40013C00;
    private static final int IMR = EXTI;
    private static final int EMR = EXTI + 0x04;
    private static final int RTSR = EXTI + 0x08;
    private static final int FTSR = EXTI + 0x0C;
    private static final int SWIER = EXTI + 0x10;
    private static final int PR = EXTI + 0x14;
    private static final int EXTICR1 = 0x40013808;
    private static final int EXTICR4 = 0x40013814;

    private final Bench bench = new Bench(Stm32f4.f407());

    private void enable(int rising, int falling) {
        bench.write(RTSR, rising);
        bench.write(FTSR, falling);
        bench.write(IMR, rising | falling);
    }

    @Test
    void shouldCatchARisingEdge() {
        enable(1, 0);
        bench.level("PA0", true);
        assertThat(bench.read(PR)).isEqualTo(1);
        assertThat(bench.pending("EXTI0")).isTrue();
    }

    @Test
    void shouldCatchTheEdgesThatAreChosen() {
        enable(0, 1);
        bench.level("PA0", true);
        assertThat(bench.read(PR)).isZero();
        bench.level("PA0", false);
        assertThat(bench.read(PR)).isEqualTo(1);
        bench.write(PR, 1);
        enable(1, 1);
        bench.level("PA0", true);
        assertThat(bench.read(PR)).isEqualTo(1);
    }

    @Test
    void shouldClearWhatOnesAreWrittenTo() {
        enable(3, 0);
        bench.level("PA0", true);
        bench.level("PA1", true);
        bench.write(PR, 1);
        assertThat(bench.read(PR)).isEqualTo(2);
    }

    @Test
    void shouldTakeThePinsOfThePortThatIsChosen() {
        bench.write(EXTICR4, 0x0020);
        enable(1 << 13, 1 << 13);
        bench.level("PA13", false);
        assertThat(bench.read(PR)).isZero();
        bench.level("PC13", true);
        assertThat(bench.read(PR)).isEqualTo(1 << 13);
        assertThat(bench.pending("EXTI15_10")).isTrue();
    }

    @Test
    void shouldSeeAnEdgeWhenAPinOfAnotherLevelIsChosen() {
        enable(1, 0);
        bench.level("PB0", true);
        assertThat(bench.read(PR)).isZero();
        bench.write(EXTICR1, 1);
        assertThat(bench.read(PR)).isEqualTo(1);
    }

    @Test
    void shouldPendButNotInterruptWhileMasked() {
        bench.write(RTSR, 1);
        bench.level("PA0", true);
        assertThat(bench.read(PR)).isEqualTo(1);
        assertThat(bench.pending("EXTI0")).isFalse();
        bench.write(IMR, 1);
        assertThat(bench.pending("EXTI0")).isTrue();
    }

    @Test
    void shouldShareThePositionsOfTheUpperLines() {
        enable((1 << 5) | (1 << 9), 0);
        bench.level("PA5", true);
        assertThat(bench.pending("EXTI9_5")).isTrue();
        assertThat(bench.pending("EXTI15_10")).isFalse();
        assertThat(bench.pending("EXTI4")).isFalse();
    }

    @Test
    void shouldTriggerBySoftware() {
        bench.write(SWIER, 1 << 3);
        assertThat(bench.read(PR)).as("masked").isZero();
        bench.write(IMR, 1 << 4);
        bench.write(SWIER, 1 << 4);
        assertThat(bench.read(PR)).isEqualTo(1 << 4);
        assertThat(bench.pending("EXTI4")).isTrue();
        assertThat(bench.read(SWIER) & 0x10).isEqualTo(0x10);
        bench.write(PR, 1 << 4);
        assertThat(bench.read(SWIER) & 0x10).isZero();
    }

    /** WFE twice (the first may find an event from before), then 1 to R0, then a loop. */
    private void runFirmware() {
        Memory flash = bench.chip().memory("FLASH");
        int[] halves = {0x1000, 0x2000, 0x0009, 0x0800, 0xBF20, 0xBF20, 0x2001, 0xE7FE};
        for (int i = 0; i < halves.length; i++) {
            flash.program(0x08000000 + 2 * i, 2, halves[i]);
        }
        bench.chip().powerUp(bench.chip().nowNs());
        bench.run(1000);
    }

    @Test
    void shouldWakeTheProcessorByAnEvent() {
        runFirmware();
        bench.write(RTSR, 3);
        bench.write(EMR, 1);
        bench.level("PA1", true);
        bench.run(1000);
        assertThat(bench.chip().processor().sleeping()).isTrue();
        bench.level("PA0", true);
        bench.run(1000);
        bench.level("PA0", false);
        bench.level("PA0", true);
        bench.run(1000);
        assertThat(bench.chip().processor().sleeping()).isFalse();
        assertThat(bench.chip().processor().cpu().r[0]).isEqualTo(1);
        assertThat(bench.pending("EXTI0")).isFalse();
    }

    @Test
    void shouldPulseForOtherBlocksWhenUnmasked() {
        List<Boolean> heard = new ArrayList<>();
        bench.chip().signal("EXTI11").listen(heard::add);
        bench.write(RTSR, 1 << 11);
        bench.level("PA11", true);
        assertThat(heard).isEmpty();
        bench.level("PA11", false);
        bench.write(IMR, 1 << 11);
        bench.level("PA11", true);
        assertThat(heard).containsExactly(true, false);
    }

    @Test
    void shouldTakeSignalsOfBlocks() {
        enable(0x7F << 16, 0);
        String[] signals = {"PVD", "RTC_ALARM", "OTG_FS_WKUP", "ETH_WKUP", "OTG_HS_WKUP", "RTC_TAMPER", "RTC_WAKEUP"};
        String[] positions = {"PVD", "RTC_ALARM", "OTG_FS_WKUP", "ETH_WKUP", "OTG_HS_WKUP", "TAMP_STAMP", "RTC_WKUP"};
        for (int i = 0; i < signals.length; i++) {
            assertThat(bench.pending(positions[i])).as(positions[i]).isFalse();
            bench.chip().signal(signals[i]).level(true);
            assertThat(bench.read(PR)).as(signals[i]).isEqualTo(((2L << i) - 1) << 16);
            assertThat(bench.pending(positions[i])).as(positions[i]).isTrue();
        }
    }

    @Test
    void shouldCatchEdgesWhileTheClockStandsStill() {
        enable(1, 0);
        bench.clocks().changing();
        bench.clocks().hclk(Rate.NONE);
        bench.clocks().changed();
        bench.chip().blocks().get("EXTI").clock(false);
        bench.level("PA0", true);
        assertThat(bench.pending("EXTI0")).isTrue();
    }

    @Test
    void shouldForgetAllWhenReset() {
        enable(1, 0);
        bench.level("PA0", true);
        bench.chip().blocks().get("EXTI").reset();
        bench.level("PA0", false);
        bench.level("PA0", true);
        assertThat(bench.read(PR)).isZero();
    }
}
