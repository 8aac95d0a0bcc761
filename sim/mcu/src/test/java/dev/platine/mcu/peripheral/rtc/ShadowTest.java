package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.ResetCause;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final int RSF = 5;

    private final RtcBench rtc = new RtcBench();

    ShadowTest() {
        rtc.set(0x235958, 0x242115);
        rtc.write(CR, 0);
        rtc.run(MS);
    }

    @Test
    void shouldLockTheDateBehindTheTime() {
        assertThat(rtc.read(TR)).isEqualTo(0x235958);
        rtc.run(5 * S);
        assertThat(rtc.read(DR)).isEqualTo(0x242115);
        assertThat(rtc.read(DR)).isEqualTo(0x244116);
    }

    @Test
    void shouldLockTimeAndDateBehindTheSubsecond() {
        rtc.read(SSR);
        rtc.run(5 * S);
        assertThat(rtc.read(TR)).isEqualTo(0x235958);
        assertThat(rtc.read(DR)).isEqualTo(0x242115);
        assertThat(rtc.read(TR)).isEqualTo(0x000003);
    }

    @Test
    void shouldLockNothingWhenBypassed() {
        rtc.write(CR, 1 << 5);
        rtc.read(SSR);
        rtc.read(TR);
        rtc.run(5 * S);
        assertThat(rtc.read(TR)).isEqualTo(0x000003);
        assertThat(rtc.read(DR)).isEqualTo(0x244116);
        assertThat(rtc.flag(RSF)).isFalse();
    }

    @Test
    void shouldSynchroniseWithinTwoCycles() {
        assertThat(rtc.flag(RSF)).isTrue();
        rtc.clear(RSF);
        assertThat(rtc.flag(RSF)).isFalse();
        rtc.run(70_000);
        assertThat(rtc.flag(RSF)).isTrue();
    }

    @Test
    void shouldShowTheirResetValuesUntilTheyAreSynchronisedAfterAReset() {
        rtc.bench.chip().reset(ResetCause.SOFTWARE);
        rtc.run(1_000);
        assertThat(rtc.read(TR)).isZero();
        assertThat(rtc.read(DR)).isEqualTo(0x2101);
        assertThat(rtc.flag(RSF)).isFalse();
        rtc.run(70_000);
        assertThat(rtc.flag(RSF)).isTrue();
        assertThat(rtc.read(TR)).isNotZero();
    }

    @Test
    void shouldLeaveInitialisationAtAReset() {
        rtc.beginInit();
        rtc.bench.chip().reset(ResetCause.SOFTWARE);
        rtc.run(3 * S);
        assertThat(rtc.flag(7)).isFalse();
        assertThat(rtc.read(TR)).isEqualTo(0x000000);
    }
}
