package dev.platine.mcu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {
    @Test
    void shouldReadEachFormOfADeclaration() {
        assertThat(Field.of("UE@13")).isEqualTo(new Field("UE", 13, 1, Access.RW, true));
        assertThat(Field.of(" DIV@4:12 ")).isEqualTo(new Field("DIV", 4, 12, Access.RW, true));
        assertThat(Field.of("ALL@0:32 r")).isEqualTo(new Field("ALL", 0, 32, Access.R, true));
        assertThat(Field.of("TC@6 rc_w0")).isEqualTo(new Field("TC", 6, 1, Access.RC_W0, true));
        assertThat(Field.of("DBF@16?")).isEqualTo(new Field("DBF", 16, 1, Access.RW, false));
        assertThat(Field.of("X@3:2  rs?")).isEqualTo(new Field("X", 3, 2, Access.RS, false));
        assertThat(Field.of("SPEED@0:2!")).isEqualTo(new Field("SPEED", 0, 2, Access.RW, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UE", "@3", "UE@", "UE@x", "UE@3:", "UE@3:x", "UE@3x", "UE@3,4"})
    void shouldRefuseWhatIsNone(String text) {
        assertThatThrownBy(() -> Field.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be NAME@lsb[:width][ access][?|!]: field=" + text);
    }

    @Test
    void shouldRefuseAnAccessThatThereIsNot() {
        assertThatThrownBy(() -> Field.of("UE@3 rx")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadAllFieldsOfARegister() {
        Register register = Register.of("CR", 0, 0, "A@0, B@1:3 w,, C@31 rc_w1?,");

        assertThat(register.fields()).extracting(Field::name).containsExactly("A", "B", "C");
        assertThat(register.named()).isEqualTo(0x8000000F);
        assertThat(register.modelled()).isEqualTo(0xF);
        assertThat(register.writeOnly()).isEqualTo(0xE);
    }

    @Test
    void shouldRefuseARegisterInATakenPlace() {
        RegisterLayout.Builder layout = RegisterLayout.of("X").register("A", 4, 0, "");

        assertThatThrownBy(() -> layout.register("B", 4, 0, ""))
                .hasMessage("must be a free multiple of 4: X.B offset=4");
        assertThatThrownBy(() -> layout.register("C", 6, 0, ""))
                .hasMessage("must be a free multiple of 4: X.C offset=6");
    }
}
