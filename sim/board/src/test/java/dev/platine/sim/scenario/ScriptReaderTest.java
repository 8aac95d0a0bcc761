package dev.platine.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.yaml.MistakesException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen to be wrong with a script without a board. */
class ScriptReaderTest {
    private static List<Step> read(String text) {
        return ScriptReader.read("steps.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- {at: 1ms, set: {net: PA0, volts: 1.0e9}}|1:36: must be -1000 to 1000: volts=1.0E9",
                "- {at: 1ms, set: {net: PA0, volts: .nan}}|1:36: 0.set.volts: .nan is no usable number",
                "- {at: 1ms, set: {net: PA0, volts: 1, ohms: -5}}|1:45: must be 0.001 to 1000000000000: ohms=-5.0",
                "- {at: 1ms, set: {net: PA0, volts: much}}|1:36: needs 'volts', a number: much",
                "- {at: 1ms, set: {net: 7, volts: 1}}|1:24: needs 'net', a text: 7.0",
                "- {at: 1ms, reset: false}|1:20: reset must be true",
                "- {at: 1ms, reset: yes}|1:20: reset must be true",
                "- {at: 1ms, power: maybe}|1:20: power must be on or off",
                "- {at: 1ms, operate: {part: VR1, action: set, value: abc}}|1:54: needs 'value', a number: abc",
                "- {at: 1ms, operate: {part: VR1}}|1:22: needs 'action', a text",
                "- {at: 1ms, uart: {port: USART2, send: 5}}|1:40: needs 'send', a text: 5.0",
                "- {at: 1ms, expect: {net: PA0, level: 5}}|1:39: level must be high or low",
                "- {at: 1ms, expect: {net: PA0, volts: high}}|1:39: volts must be a number",
                "- {at: 1ms, expect: {part: LD2, lit: red}}|1:38: must be a number, true or false",
                "- {at: 1ms, expect: {net: PA0, volts: 1, tolerance: -1}}|1:53: must be at least 0: tolerance=-1.0",
                "- {at: -1ms, press: B1}|1:8: 'at' must be a time",
            })
    void shouldTellAMistakeWithItsLineAndColumn(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MistakesException.class)
                .hasMessageContaining("steps.yaml:" + told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "``|empty, must be a list of steps",
                "# nothing|empty, must be a list of steps",
                "[]|must be a list of steps"
            })
    void shouldSayThatAScriptIsEmpty(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining(told)
                .hasMessageContaining("docs/emulated.md#scripts");
    }

    @Test
    void shouldTakePortsInAnyCase() {
        List<Step> steps = read("""
                - {at: 1ms, uart: {port: usart2, send: x}}
                - {at: 2ms, expect: {uart: usart2, text: y}}
                """);
        assertThat(steps.get(0).what()).isEqualTo(new Step.Uart("USART2", "x"));
        assertThat(((Step.Expect) steps.get(1).what()).name()).isEqualTo("USART2");
    }
}
