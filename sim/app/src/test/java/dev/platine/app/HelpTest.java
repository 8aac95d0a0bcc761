package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<String> verbs() {
        return Main.commandLine(Cli.piped().context()).getSubcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void shouldShowExamplesThatParse(String verb) {
        Cli.Result help = Cli.run(verb, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        CommandLine line = Main.commandLine(Cli.piped().context());
        List<String> examples = Stream.of(line.getSubcommands()
                        .get(verb)
                        .getCommandSpec()
                        .usageMessage()
                        .footer())
                .map(text -> text.replaceFirst("#.*", "").strip())
                .filter(text -> text.startsWith("platine "))
                .map(text -> text.replaceFirst("[|>&].*", "").strip())
                .toList();
        if (!verb.equals("completion")) {
            assertThat(examples).isNotEmpty();
        }
        for (String example : examples) {
            String[] words = example.substring("platine ".length()).split(" ");
            assertThat(line.parseArgs(words).hasSubcommand()).as(example).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "set", "inspect", "bench"})
    void shouldShowExamplesThatWorkOnTheFirstBoard(String verb) {
        CommandLine line = Main.commandLine(Cli.piped().context());
        List<String> examples = Stream.of(line.getSubcommands()
                        .get(verb)
                        .getCommandSpec()
                        .usageMessage()
                        .footer())
                .map(String::strip)
                .filter(text -> text.startsWith("platine ") && !text.contains("--for") && !text.contains(" fault "))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            String here = example.replace("tcp://127.0.0.1:7400", "sim:ev-charger");
            Cli.Result result = Cli.run(here.substring("platine ".length()).split(" "));
            assertThat(result.err()).as(example).isEmpty();
            assertThat(result.exit()).as(example).isZero();
        }
    }

    @Test
    void shouldListVerbsUrisAndExitCodes() {
        Cli.Result help = Cli.run("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Forms of URI:", "Exit codes:", "  3  no board", "  8  kept for");
        verbs().forEach(verb -> assertThat(help.out()).contains("  " + verb));
    }

    @Test
    void shouldShowTheHelpAsAnErrorWithoutVerb() {
        Cli.Result nothing = Cli.run();

        assertThat(nothing.exit()).isEqualTo(Exit.USAGE);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Usage: platine");
    }

    @Test
    void shouldTellTheVersion() {
        assertThat(Cli.run("--version").out()).startsWith("platine ").contains("Java");
    }

    @Test
    void shouldCompleteVerbsInBash(@TempDir Path folder) throws IOException, InterruptedException {
        Path bash = Path.of("/bin/bash");
        Assumptions.assumeTrue(Files.isExecutable(bash), "needs bash");
        Path script = Files.writeString(
                folder.resolve("completion"), Cli.run("completion").out());
        String test = "source '" + script
                + "'; COMP_WORDS=(platine ins); COMP_CWORD=1; _complete_platine; echo ${COMPREPLY[@]}";

        Process shell = new ProcessBuilder(bash.toString(), "-c", test)
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.strip()).isEqualTo("inspect");
    }
}
