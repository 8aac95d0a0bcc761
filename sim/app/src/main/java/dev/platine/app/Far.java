package dev.platine.app;

import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The board that a verb works with: its URI, and how long answers may take. */
final class Far {
    @Parameters(
            index = "0",
            paramLabel = "URI",
            description =
                    "The board, such as tcp://127.0.0.1:7400 or sim:ev-charger; 'platine --help' lists the forms.")
    private String uri = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "How long opening and each answer may take, such as 500ms (default: 5s to open, 1s an answer).")
    private @Nullable Duration timeout;

    Board open(boolean reconnect) {
        return Boards.open(uri, options(reconnect));
    }

    Bench openBench() {
        return Boards.openBench(uri, options(true));
    }

    private OpenOptions options(boolean reconnect) {
        OpenOptions options = OpenOptions.DEFAULT.withReconnect(reconnect).withClientName("platine command");
        if (timeout != null) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
                throw new Failure(Exit.USAGE, "--timeout must be at least 1ms: " + timeout.toNanos() + "ns");
            }
            options = options.withConnectDeadline(timeout).withRequestDeadline(timeout);
        }
        return options;
    }
}
