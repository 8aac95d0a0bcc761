package dev.platine.mcu.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;

/** The time was taken in the format that stood when it was written; the manual's order is time first, then FMT (RM0090 26.3.5). */
class RtcFormatTest {
    private static final int RTC = 0x40002800;
    private static final int CR = RTC + 0x08;
    private static final int ISR = RTC + 0x0C;
    private static final int WPR = RTC + 0x24;
    private static final int FMT = 1 << 6;
    private static final int BYPSHAD = 1 << 5;

    private final Bench bench = new Bench(Stm32f4.f407());

    private void set(int time, int control) {
        bench.write(ISR, -1);
        bench.run(2_000_000);
        bench.write(RTC, time);
        bench.write(CR, control);
        bench.clear(ISR, 1 << 7);
        bench.run(2_000_000);
    }

    @Test
    void shouldTakeTheTimeInTheFormatThatIsSetBehindIt() {
        bench.chip().signal("DBP").level(true);
        bench.write(0x40023874, 1);
        bench.run(1_000_000);
        bench.write(0x40023870, 0x8200);
        bench.write(WPR, 0xCA);
        bench.write(WPR, 0x53);
        set(0x110000, FMT | BYPSHAD);
        set(0x235959, BYPSHAD);
        assertThat(bench.read(RTC)).isEqualTo(0x235959);
        bench.run(1_500_000_000L);
        assertThat(bench.read(RTC)).isIn(0x000000L, 0x000001L);
        set(0x400000 | 0x115959, FMT | BYPSHAD);
        assertThat(bench.read(RTC)).isEqualTo(0x515959);
        bench.run(1_500_000_000L);
        assertThat(bench.read(RTC)).isIn(0x120000L, 0x120001L);
    }
}
