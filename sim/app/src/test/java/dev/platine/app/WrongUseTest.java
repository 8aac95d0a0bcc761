package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to use the command wrongly: one line that says what to do, nothing else, and the right exit code. */
class WrongUseTest {
    static Stream<Arguments> table() {
        String nobody = "tcp://127.0.0.1:1";
        return Stream.of(
                wrong("lop", Exit.USAGE, "did you mean loop?"),
                wrong("--nonsense", Exit.USAGE, "Unknown option: '--nonsense'"),
                wrong("get", Exit.USAGE, "Missing required parameters: 'URI', 'CHANNEL'"),
                wrong("get " + nobody, Exit.USAGE, "'CHANNEL'"),
                wrong("set " + nobody + " x", Exit.USAGE, "'VALUE'"),
                wrong("loop " + nobody + " --period 1", Exit.USAGE, "must be a number and one of ns us ms s min h"),
                wrong("loop " + nobody + " --period -1ms", Exit.USAGE, "--period"),
                wrong("loop " + nobody + " --period 0ms", Exit.USAGE, "--period must be 1us to 1min: 0ns"),
                wrong("loop " + nobody + " --period 2min", Exit.USAGE, "--period must be 1us to 1min: 2min"),
                wrong("loop " + nobody + " --spin 2ms", Exit.USAGE, "--spin must be 0ns to 1ms: 2ms"),
                wrong("loop " + nobody + " --deadline 0s", Exit.USAGE, "--deadline must be"),
                wrong("loop " + nobody + " --write contactor", Exit.USAGE, "--write"),
                wrong("loop " + nobody + " --overrun never", Exit.USAGE, "expected one of"),
                wrong("loop " + nobody + " --max-missed few", Exit.USAGE, "'few' is not a long"),
                wrong("loop " + nobody + " --max-missed -1", Exit.USAGE, "--max-missed must be 0 to"),
                wrong("loop " + nobody + " --max-p99 0s", Exit.USAGE, "--max-p99 must be 1ns to 1min: 0ns"),
                wrong("watch " + nobody + " --for 0s", Exit.USAGE, "--for must be 1us to"),
                wrong("bench " + nobody + " plant x NaN", Exit.USAGE, "VALUE must be"),
                wrong("bench " + nobody + " plant x 1e999", Exit.USAGE, "VALUE must be"),
                wrong("bench " + nobody + " operate x y NaN", Exit.USAGE, "VALUE must be"),
                wrong(
                        "inspect tls://127.0.0.1:1?cert=/no.pem&key=/no.key&ca=/no.pem",
                        Exit.COMPUTER,
                        "no such file: /no.pem"),
                wrong("loop " + nobody + " --perod 1ms", Exit.USAGE, "did you mean --period?"),
                wrong("watch " + nobody + " --dead-band -1", Exit.USAGE, "--dead-band must be 0 to"),
                wrong("watch " + nobody + " --dead-band NaN", Exit.USAGE, "--dead-band must be 0 to"),
                wrong("watch " + nobody + " --every 0s", Exit.USAGE, "--every must be 1us to 1h"),
                wrong("inspect " + nobody + " --timeout 1us", Exit.USAGE, "--timeout must be at least 1ms"),
                wrong("inspect board", Exit.USAGE, "must begin with a scheme"),
                wrong("inspect foo://bar", Exit.USAGE, "nobody opens foo:"),
                wrong("inspect tcp://[", Exit.USAGE, "not a URI"),
                wrong("bench", Exit.USAGE, "'URI'"),
                wrong("bench " + nobody, Exit.USAGE, "Missing action"),
                wrong("bench " + nobody + " power half", Exit.USAGE, "expected one of [ON, OFF]"),
                wrong("bench " + nobody + " run 0", Exit.USAGE, "speed must be a number above 0"),
                wrong("bench " + nobody + " run NaN", Exit.USAGE, "speed must be a number above 0"),
                wrong("bench " + nobody + " advance 2h", Exit.USAGE, "TIME must be 1ns to 1h: 2h"),
                wrong("bench " + nobody + " drive vcc 2000", Exit.USAGE, "VOLTS must be -1000 to 1000: 2000"),
                wrong("bench " + nobody + " fault --drop 2", Exit.USAGE, "--drop must be 0 to 1: 2"),
                wrong("bench " + nobody + " fault --delay 2min", Exit.USAGE, "--delay must be 0ns to 1min: 2min"),
                wrong(
                        "run nucleo-f446re --engine fast",
                        Exit.USAGE,
                        "'--engine': expected one of [INTERPRETER, COMPILER, AUTO] (case-insensitive) but was 'fast'"),
                wrong("run ev-charger --engine auto", Exit.USAGE, "--engine is for boards with an emulated"),
                wrong("completion fish", Exit.USAGE, "expected one of [BASH, ZSH]"));
    }

    private static Arguments wrong(String words, int exit, String says) {
        return Arguments.of(words, exit, says);
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldSayOneLineAndExitWithTheRightCode(String words, int exit, String says) {
        Cli.Result result = Cli.run(words.split(" "));

        assertThat(result.err()).startsWith("platine: ").contains(says).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
    }
}
