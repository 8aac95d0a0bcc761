package dev.platine.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Entry of the {@code platine} command. Exit codes are in {@code platine --help}. */
public final class Main {
    private static final Duration END_OF_VERB = Duration.ofSeconds(5);

    private Main() {}

    /**
     * Runs one verb and ends the process with its exit code.
     *
     * @param arguments verb, options and parameters, as {@code platine --help} lists them
     */
    public static void main(String[] arguments) {
        Stop stop = new Stop();
        CountDownLatch ended = new CountDownLatch(1);
        int[] code = {Exit.OK};
        // A signal asks the verb to stop; its own result is then the process's result.
        Thread onSignal = new Thread(
                () -> {
                    stop.ask();
                    awaitQuietly(ended);
                    Runtime.getRuntime().halt(code[0]);
                },
                "platine-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        Rehearsals rehearsals = Rehearsals.of(arguments);
        code[0] = execute(
                new Context(standardConsole(), stop, System.getenv(), System::getProperty, rehearsals), arguments);
        if (!stop.isAsked()) {
            unhook(onSignal);
        }
        ended.countDown();
        System.exit(code[0]);
    }

    /** Runs one verb; returns its exit code and never throws. */
    static int execute(Context context, String... arguments) {
        try {
            int code = commandLine(context, arguments).execute(arguments);
            if (code == Exit.OK) {
                context.console().flush(); // help is printed past the console
            }
            return code;
        } catch (Failure unwritten) {
            context.console().warn(String.valueOf(unwritten.getMessage()));
            return unwritten.exit();
        } catch (Console.BrokenPipe gone) {
            return Exit.OK;
        } catch (Error broken) {
            context.console().warn("internal error: " + broken);
            if (context.isDebugging()) {
                broken.printStackTrace(context.console().err());
            }
            return Exit.INTERNAL;
        }
    }

    /** The command with the verb that the arguments call; with all verbs when they call none. */
    static CommandLine commandLine(Context context, String... arguments) {
        Console console = context.console();
        ErrorLines errors = new ErrorLines(context);
        CommandLine line = new CommandLine(new PlatineCommand(), new VerbFactory(context));
        Verbs.addTo(line, arguments);
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.isColoured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(80, Math.min(120, console.columns())));
        line.setAbbreviatedOptionsAllowed(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER, new HelpFooter());
        line.registerConverter(Duration.class, new DurationConverter());
        line.setParameterExceptionHandler(errors);
        line.setExecutionExceptionHandler(errors);
        return line;
    }

    private static Console standardConsole() {
        Map<String, String> environment = System.getenv();
        String terminal = Objects.requireNonNullElse(System.getProperty("platine.terminal"), "");
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean colour = noColour.isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Console(
                ResultWriter.toStandardOutput(),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
                terminal.contains("out"),
                colour,
                columns(environment));
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 100;
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalledJustNow) {
            // the hook runs; it ends the process with the same code
        }
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await(END_OF_VERB.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
