package dev.platine.mcu.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.mcu.engine.Interpreter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {
    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldBeFoundByItsName(EngineChoice choice) {
        assertThat(EngineChoice.of(choice.toString())).isEqualTo(choice);
        assertThat(EngineChoice.of(choice.toString().toUpperCase(Locale.ROOT))).isEqualTo(choice);
    }

    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldMakeAnEngineForEachProcessor(EngineChoice choice) {
        assertThat(choice.create()).isNotSameAs(choice.create());
    }

    @Test
    void shouldTellItsNames() {
        assertThat(EngineChoice.names()).containsExactly("interpreter", "compiler", "auto");
        assertThat(EngineChoice.INTERPRETER.create()).isInstanceOf(Interpreter.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "auto ", "jit"})
    void shouldTellTheChoicesForAnotherName(String name) {
        assertThatThrownBy(() -> EngineChoice.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be interpreter, compiler or auto: '" + name + "'");
    }
}
