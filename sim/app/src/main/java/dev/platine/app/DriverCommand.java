package dev.platine.app;

import dev.platine.hal.nativedriver.DriverCheck;
import dev.platine.hal.nativedriver.DriverCheck.Step;
import dev.platine.hal.nativedriver.DriverCheck.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For makers of native drivers. */
@Command(
        name = "driver",
        description = "Checks a native driver, a shared library behind platine_driver.h.",
        synopsisSubcommandLabel = "ACTION",
        commandListHeading = "%nActions:%n",
        footer = {"%nExamples:", "  platine driver check libx.so", "  platine driver check libx.so port=3 rate=fast"})
final class DriverCommand implements Runnable {
    /** Begins the lines by which the process of its own reports. */
    static final String MARK = "\u0001platine ";

    /** Its last report. */
    static final String DONE = "done";

    private final Context context;

    @Spec
    private @Nullable CommandSpec spec;

    DriverCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "Missing action");
    }

    @Command(
            name = "check",
            description = {
                "Tries a driver in a process of its own, a line a step, and writes nothing but safe values to its outputs"
                        + " unless --outputs is given.",
                "Exit codes: 0 all is well (warnings count as well); 3 no such file; 5 a step failed; 6 the driver refused to"
                        + " open; 9 not a library for this computer; 10 it crashed; 11 it did not return."
            },
            footer = {"%nExamples:", "  platine driver check libx.so port=3 rate=fast"})
    int check(
            @Parameters(index = "0", paramLabel = "LIBRARY", description = "The shared library.") Path library,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Its configuration.")
                    @Nullable
                    List<String> config,
            @Option(
                            names = "--patience",
                            paramLabel = "TIME",
                            defaultValue = "5s",
                            description = "How long a step may take (default: 5s).")
                    Duration patience,
            @Option(
                            names = "--outputs",
                            description =
                                    "Drives outputs through their ranges, then makes them safe. Moves what is connected.")
                    boolean outputs) {
        return new DriverTrial(context.console(), library, checked(config), outputs, patience).run();
    }

    @Command(name = "probe", hidden = true, description = "Used by check: tries a driver in this process.")
    int probe(
            @Parameters(index = "0", paramLabel = "LIBRARY", description = "The shared library.") Path library,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Its configuration.")
                    @Nullable
                    List<String> config,
            @Option(names = "--outputs") boolean outputs) {
        Console console = context.console();
        String lines = String.join(
                "", checked(config).stream().map(pair -> pair + "\n").toList());
        DriverCheck.run(library, lines, outputs, new DriverCheck.Listener() {
            @Override
            public void begins(Step step) {
                console.line(MARK + "begins " + step.name());
            }

            @Override
            public void ends(Step step, Verdict verdict, String detail) {
                console.line(MARK + "ends " + step.name() + " " + verdict.name() + " "
                        + detail.replaceAll("\\s*\\R\\s*", "; "));
            }
        });
        console.line(MARK + DONE);
        return Exit.OK;
    }

    private List<String> checked(@Nullable List<String> config) {
        List<String> pairs = config == null ? List.of() : config;
        for (String pair : pairs) {
            if (pair.indexOf('=') <= 0 || pair.indexOf('\n') >= 0) {
                throw new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(), "must be KEY=VALUE: " + pair);
            }
        }
        return pairs;
    }
}
