package dev.platine.mcu.peripheral.crc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.register.TouchLog;
import org.junit.jupiter.api.Test;

class CrcTest {
    private static final int CRC = 0x40023000;

    private final Bench bench = new Bench(Stm32f4.f407());

    @Test
    void shouldBeCrc32WithoutReflection() {
        bench.write(CRC, 0x12345678);
        assertThat(bench.read(CRC)).isEqualTo(0xDF8A8A2BL);
    }

    @Test
    void shouldBeginAgainAfterReset() {
        bench.write(CRC, 1);
        bench.write(CRC + 8, 1);
        assertThat(bench.read(CRC)).isEqualTo(0xFFFFFFFFL);
        assertThat(bench.read(CRC + 8)).isZero();
    }

    @Test
    void shouldKeepTheByteOfItsUser() {
        bench.write(CRC + 4, 0x1A5);
        assertThat(bench.read(CRC + 4)).isEqualTo(0xA5);
        bench.write(CRC + 8, 1);
        assertThat(bench.read(CRC + 4)).isEqualTo(0xA5);
    }

    @Test
    void shouldNotAnswerWithoutClock() {
        bench.chip().blocks().get("CRC").clock(false);
        bench.write(CRC, 1);
        assertThat(bench.read(CRC)).isZero();
        assertThat(bench.chip().touches().touches())
                .singleElement()
                .satisfies(t -> assertThat(t.kind()).isEqualTo(TouchLog.Kind.CLOCK_OFF));
    }
}
