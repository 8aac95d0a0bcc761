package dev.platine.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Loads the classes that verbs need, so that the launcher can archive them. */
@Command(name = "warm-up", hidden = true, description = "Used by the launcher to prepare a faster start.")
final class WarmUpCommand implements Callable<Integer> {
    private final Context context;

    WarmUpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.console().line("warm");
        return Exit.OK;
    }
}
