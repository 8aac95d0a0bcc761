package dev.platine.boards.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BoardSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/boards.md} shows a board that works, the firmware that is compiled here, and messages that are given. */
class BoardsPageTest {
    private static final Path PAGE = Path.of("../../docs/boards.md");

    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```" + language + "\n") + language.length() + 4;
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void shouldShowTheFirmwareThatIsCompiledHere() throws IOException {
        assertThat(block("java"))
                .isEqualTo(Files.readString(Path.of("src/test/java/dev/platine/boards/docs/DimmerFirmware.java")));
    }

    @Test
    void shouldShowABoardThatWorks(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("board.yaml"), block("yaml"));
        try (Rack rack = Rack.builder().board("dimmer", BoardSpec.load(file)).build()) {
            rack.hold();
            rack.advance(50_000_000);
            RackBoard board = rack.board("dimmer");
            ChannelBank host = board.channels();
            assertThat(host.number(host.id("knob_v"))).isEqualTo(0.825, within(0.002));
            assertThat(host.number(host.id("level"))).as("safe value").isEqualTo(0.1, within(1e-6));
            rack.enter();
            host.setpoint(host.id("most"), Float.floatToIntBits(1));
            rack.exit();
            rack.advance(50_000_000);
            assertThat(host.number(host.id("level"))).isEqualTo(0.25, within(0.001));
            assertThat(Objects.requireNonNull(board.nets().get("lamp")).waveDuty())
                    .isEqualTo(0.25, within(0.001));
        }
    }

    @Test
    void shouldShowMessagesThatAreGiven(@TempDir Path folder) throws IOException {
        String wrong = block("yaml")
                .replace("type: potentiometer", "type: potentiometre")
                .replace("safe: 0.1", "safe: 2");
        Path file = Files.writeString(folder.resolve("board.yaml"), wrong);
        BoardSpecException thrown = catchThrowableOfType(BoardSpecException.class, () -> BoardSpec.load(file));
        assertThat(Files.readString(PAGE)).contains(thrown.getMessage().replace(file.toString(), "board.yaml"));
    }
}
