package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.TextOutput;
import java.util.List;

/** Channels of text. */
interface TextGroup extends Group {
    @Behaviour("text.1")
    default void shouldReadBackTheLastLineWritten() {
        TextOutput output = subject().text(subject().open());
        output.write("first");
        output.write("second");
        assertThat(output.read()).isEqualTo("second");
    }

    @Behaviour("text.2")
    default void shouldCarryEveryCharacter() {
        TextOutput output = subject().text(subject().open());
        for (String line : new String[] {"Grüße, 25 °C", "λ → ∞", "😀 \u0001\t|\\\"", ""}) {
            output.write(line);
            assertThat(output.read()).isEqualTo(line);
        }
    }

    @Behaviour("text.3")
    default void shouldTakeTheLongestLineAndRefuseALongerOne() {
        Board board = subject().open();
        TextOutput output = subject().text(board);
        String longest = "x".repeat(191);
        output.write(longest);
        assertThat(output.read()).isEqualTo(longest);
        assertThat(assertKind(Kind.TOO_LARGE, () -> output.write(longest + "x")).channel())
                .isEqualTo(output.name());
        assertKind(Kind.TOO_LARGE, () -> output.write("x".repeat(100_000)));
        assertThat(output.read()).isEqualTo(longest);
        assertThat(board.isConnected()).isTrue();
    }

    @Behaviour("text.4")
    default void shouldReadTextInputs() {
        Board board = subject().open();
        List<ChannelSpec> inputs = board.channels().stream()
                .filter(c -> c.kind() == ChannelKind.TEXT && c.direction() == Direction.INPUT)
                .toList();
        assumeTrue(!inputs.isEmpty(), "the board has no TEXT input");
        for (ChannelSpec channel : inputs) {
            assertThat(board.textInput(channel.name()).read()).isNotNull();
        }
    }
}
