package dev.platine.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs verbs in this JVM with captured streams, as a shell would see them. */
final class Cli {
    /** What a verb left behind. */
    record Result(int exit, String out, String err) {}

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Stop stop = new Stop();
    private final Context context;

    private Cli(boolean terminal) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), terminal, true, 100);
        context = new Context(console, stop, Map.of(), name -> null);
    }

    static Cli piped() {
        return new Cli(false);
    }

    static Cli onTerminal() {
        return new Cli(true);
    }

    static Result run(String... arguments) {
        return piped().execute(arguments);
    }

    Result execute(String... arguments) {
        int exit = Main.execute(context, arguments);
        return new Result(exit, out.toString(), err.toString());
    }

    Stop stop() {
        return stop;
    }

    Context context() {
        return context;
    }

    /** What was printed so far, while the verb runs on another thread. */
    String printed() {
        return out.toString();
    }

    String complained() {
        return err.toString();
    }
}
