package dev.platine.mcu.peripheral.usart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.pin.SerialFrame;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final long OWN_PS = 8_680_555;

    private final Sampler plain = new Sampler();
    private final Sampler sampled = new Sampler();

    @Test
    void shouldFindTheSameByTheShortWayAsBySampling() {
        for (int bits = 8; bits <= 9; bits++) {
            for (long bitPs : new long[] {OWN_PS - 86_000, OWN_PS - 1, OWN_PS, OWN_PS + 86_000}) {
                for (int data = 0; data < 1 << bits; data++) {
                    compare(new SerialFrame(data, bits, bitPs, 2), bits, 16, false);
                    compare(new SerialFrame(data, bits, bitPs, 1), bits, 8, false);
                    compare(new SerialFrame(data, bits, bitPs, 4), bits, 8, true);
                }
            }
        }
    }

    private void compare(SerialFrame frame, int bits, int ticks, boolean single) {
        assertThat(plain.plain(frame, OWN_PS, bits)).as("%s", frame).isTrue();
        sampled.begin(frame, OWN_PS, ticks, single, bits, true);
        assertThat(sampled.next()).as("%s", frame).isTrue();
        assertThat(plain.value).as("%s", frame).isEqualTo(sampled.value);
        assertThat(plain.lowBits).as("%s", frame).isEqualTo(sampled.lowBits);
        assertThat(sampled.noise || sampled.framing).as("%s", frame).isFalse();
        assertThat(sampled.next()).as("%s", frame).isFalse();
    }

    @Test
    void shouldSampleWhatIsUnlikeItself() {
        assertThat(plain.plain(new SerialFrame(1, 8, OWN_PS + 90_000, 2), OWN_PS, 8))
                .isFalse();
        assertThat(plain.plain(new SerialFrame(1, 9, OWN_PS, 2), OWN_PS, 8)).isFalse();
        assertThat(plain.plain(new SerialFrame(0, 8, OWN_PS, 0), OWN_PS, 8)).isFalse();
    }
}
