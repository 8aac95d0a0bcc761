package dev.platine.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs verbs briefly, so that the launcher can archive the classes that they load. What they print goes nowhere. */
@Command(name = "warm-up", hidden = true, description = "Used by the launcher to prepare a faster start.")
final class WarmUpCommand implements Callable<Integer> {
    private final Context context;

    WarmUpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        rehearse("--help");
        rehearse("--version");
        rehearse("loop");
        return Exit.OK;
    }

    private void rehearse(String... arguments) {
        StringWriter nowhere = new StringWriter();
        Console console = new Console(new PrintWriter(nowhere), new PrintWriter(nowhere), false, false, 100);
        Main.execute(new Context(console, new Stop(), context.environment(), context.properties()), arguments);
    }
}
