package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.conformance.Result.Outcome;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTableTest {
    private static final List<Result> RESULTS = List.of(
            new Result("tcp", "a.10", "should be last", Outcome.PASSED, ""),
            new Result("tcp", "a.9", "should be \"first\"", Outcome.FAILED, "expected: 1\nbut was: 2"),
            new Result("sim", "a.9", "should be \"first\"", Outcome.SKIPPED, "cannot open a \\ bench"),
            new Result("pty", "a.9", "should be \"first\"", Outcome.SKIPPED, "cannot open a \\ bench"));

    @Test
    void shouldBringBackWhatItWroteAsJson() {
        for (Result result : RESULTS) {
            Result back = Result.fromJson(result.toJson());
            assertThat(back.toJson()).isEqualTo(result.toJson()).doesNotContain("\n");
            assertThat(back.sentence()).isEqualTo(result.sentence());
            assertThat(back.reason()).isEqualTo(result.reason().replace('\n', ' '));
        }
        assertThatThrownBy(() -> Result.fromJson("{}")).hasMessage("must be a result: {}");
    }

    @Test
    void shouldMakeATableOfResults(@TempDir Path folder) throws IOException {
        Path tcp = Files.createDirectory(folder.resolve("one"));
        Path others = Files.createDirectory(folder.resolve("two"));
        Files.writeString(
                tcp.resolve("tcp.jsonl"),
                RESULTS.get(0).toJson() + "\n" + RESULTS.get(1).toJson() + "\n");
        Files.writeString(others.resolve("sim.jsonl"), RESULTS.get(2).toJson() + "\n");
        Files.writeString(others.resolve("pty.jsonl"), RESULTS.get(3).toJson() + "\n");
        Path table = folder.resolve("conformance.md");
        ConformanceTable.main(new String[] {tcp.toString(), others.toString(), table.toString()});
        assertThat(Files.readString(table)).contains("""
                | | behaviour: the board ... | pty | sim | tcp |
                |---|---|---|---|---|
                | a.9 | should be "first" | 1 | 1 | **NO** |
                | a.10 | should be last | not run | not run | yes |

                1: cannot open a \\ bench""");
    }

    @Test
    void shouldCountAFailureBeforeAPassBeforeWhatWasSkipped() {
        Result passed = new Result("tcp", "a.1", "should be", Outcome.PASSED, "");
        Result failed = new Result("tcp", "a.1", "should be", Outcome.FAILED, "");
        Result skipped = new Result("tcp", "a.1", "should be", Outcome.SKIPPED, "why");
        String row = "| a.1 | should be | ";
        assertThat(ConformanceTable.render(List.of(skipped, passed, skipped))).contains(row + "yes |");
        assertThat(ConformanceTable.render(List.of(passed, failed, skipped))).contains(row + "**NO** |");
        assertThat(ConformanceTable.render(List.of(failed, passed))).contains(row + "**NO** |");
        assertThat(ConformanceTable.render(List.of(skipped, skipped))).contains(row + "1 |");
    }

    @Test
    void shouldGiveEachBehaviourAnIdOfItsOwn() {
        List<String> ids = Arrays.stream(BoardConformance.class.getMethods())
                .map(method -> method.getAnnotation(Behaviour.class))
                .filter(behaviour -> behaviour != null)
                .map(Behaviour::value)
                .toList();
        assertThat(ids)
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+\\.[1-9]\\d*"));
    }

    @Test
    void shouldReadMethodNamesAsSentences() throws NoSuchMethodException {
        Method method = getClass().getDeclaredMethod("shouldReadMethodNamesAsSentences");
        assertThat(Sentences.sentence(method.getName())).isEqualTo("should read method names as sentences");
        assertThat(Sentences.sentence("shouldReadAPwmSetpoint")).isEqualTo("should read a pwm setpoint");
    }
}
