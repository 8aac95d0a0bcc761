package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final ChannelSpec RELAY = ChannelSpec.digitalOutput(0, "relay", false, "");
    private static final ChannelSpec LIMIT = real(ChannelKind.ANALOG, "A", 0.1f);
    private static final ChannelSpec FAN = real(ChannelKind.PWM, "", 0.001f);
    private static final ChannelSpec PULSES = real(ChannelKind.COUNTER, "", 1);

    private static ChannelSpec real(ChannelKind kind, String unit, float resolution) {
        return new ChannelSpec(1, "x", kind, Direction.OUTPUT, unit, 0, 80, resolution, 0, "");
    }

    @ParameterizedTest
    @CsvSource({"on,1", "ON,1", "true,1", "high,1", "1,1", "off,0", "False,0", "low,0", "0,0"})
    void shouldReadDigitalWords(String text, double expected) {
        assertThat(Values.parse(RELAY, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"16,16", "16A,16", "16 A,16", "16 a,16", "1.6e1,16", "-3,-3"})
    void shouldReadNumbersWithAndWithoutUnit(String text, double expected) {
        assertThat(Values.parse(LIMIT, text)).isEqualTo(expected);
    }

    @Test
    void shouldReadDutyInPercent() {
        assertThat(Values.parse(FAN, "40%")).isEqualTo(0.4);
        assertThat(Values.parse(FAN, "0.4")).isEqualTo(0.4);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "0x10", "16f", "sixteen", "16V", "16 A A", "A"})
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> Values.parse(LIMIT, text))
                .isInstanceOf(Failure.class)
                .hasMessage("value of x must be a number in A: " + text)
                .extracting(e -> ((Failure) e).exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void shouldRefuseFractionsOfACount() {
        assertThat(Values.parse(PULSES, "4000000000")).isEqualTo(4e9);
        assertThatThrownBy(() -> Values.parse(PULSES, "1.5")).hasMessage("value of x must be a whole number: 1.5");
    }

    @Test
    void shouldRefuseOtherWordsForDigital() {
        assertThatThrownBy(() -> Values.parse(RELAY, "2")).hasMessage("value of relay must be on or off: 2");
    }

    @Test
    void shouldWriteAsManyDecimalsAsTheChannelResolves() {
        assertThat(Values.text(LIMIT, 15.96)).isEqualTo("16.0 A");
        assertThat(Values.text(FAN, 0.5)).isEqualTo("0.500");
        assertThat(Values.text(real(ChannelKind.ANALOG, "V", 0), 0.1f)).isEqualTo("0.1 V");
        assertThat(Values.text(real(ChannelKind.ANALOG, "W", 10), 1234)).isEqualTo("1234 W");
        assertThat(Values.text(RELAY, 1)).isEqualTo("on");
        assertThat(Values.text(PULSES, 4e9)).isEqualTo("4000000000");
    }
}
