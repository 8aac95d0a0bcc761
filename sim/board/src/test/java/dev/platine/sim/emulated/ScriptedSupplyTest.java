package dev.platine.sim.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.yaml.MistakesException;
import dev.platine.sim.scenario.ScriptPlayer;
import dev.platine.sim.scenario.ScriptReader;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of a script for what a chip gets besides signals. */
class ScriptedSupplyTest {
    private final Rig rig =
            new Rig(
                    "stm32f446",
                    List.of("PA0"),
                    List.of("v3v3"),
                    List.of(new PartSpec(
                            "psu", "supply", Map.of("out", "v3v3"), Parameters.of(Map.of("voltageV", 3.3)))),
                    Map.of()) {
                @Override
                Map<String, String> more() {
                    return Map.of("VDD", "v3v3");
                }
            };

    @AfterEach
    void close() {
        rig.close();
    }

    private ScriptPlayer play(String script) {
        ScriptPlayer player = new ScriptPlayer("s.yaml", List.of(rig.board()));
        player.arm(ScriptReader.read("s.yaml", script.getBytes(StandardCharsets.UTF_8)));
        return player;
    }

    @Test
    void shouldResetTheChipByItsSupply() {
        ScriptPlayer player = play("""
                - {at: 10ms, set: {net: v3v3, volts: 1.2}}
                - {at: 20ms, free: v3v3}
                """);
        rig.run(30_000_000);
        assertThat(player.failures()).isEmpty();
        assertThat(rig.events)
                .filteredOn(event -> event.startsWith("reset"))
                .containsExactly("reset stm32f446 power", "reset stm32f446 power");
    }

    @Test
    void shouldBreakAndMendCrystalsAndWarmTheChip() {
        ScriptPlayer player = play("""
                - {at: 10ms, set: {crystal: hse, running: false}}
                - {at: 10ms, set: {temperatureCel: 60}}
                - {at: 20ms, set: {crystal: hse, running: true}}
                """);
        rig.run(15_000_000);
        assertThat(rig.chip().externals().hseHz()).isZero();
        assertThat(rig.chip().externals().temperatureDegC()).isEqualTo(60);
        rig.run(15_000_000);
        assertThat(rig.chip().externals().hseHz()).isEqualTo(8_000_000);
        assertThat(player.failures()).isEmpty();
    }

    @Test
    void shouldTellBeforeTheRunThatACrystalIsNotFitted() {
        assertThatThrownBy(() -> play("- {at: 1ms, set: {crystal: lse, running: false}}"))
                .hasMessage("s.yaml:1:3: the board has no crystal lse fitted; its board.yaml may say lseHz");
        assertThatThrownBy(() -> play("- {at: 1ms, set: {crystal: hsi, running: false}}"))
                .hasMessage("s.yaml:1:3: no crystal hsi; there are hse and lse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "crystal: hse; must be as in {crystal: hse, running: false}",
                "crystal: hse, running: 3; must be as in {crystal: hse, running: false}",
                "temperatureCel: 200; must be as in {temperatureCel: 60}, from -55 to 150",
                "temperatureCel: warm; must be as in {temperatureCel: 60}, from -55 to 150"
            })
    void shouldTellWrongSettings(String setting, String message) {
        assertThatThrownBy(() -> play("- {at: 1ms, set: {" + setting + "}}"))
                .isInstanceOf(MistakesException.class)
                .hasMessageContaining(message);
    }
}
