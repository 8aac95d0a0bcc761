package dev.platine.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A script that teaches the shell the verbs and options. */
@Command(
        addMethodSubcommands = false,
        name = "completion",
        description = "Prints a script that completes verbs and options in bash and zsh.",
        footer = {
            "%nExamples:",
            "  source <(./platine completion)          # this shell only",
            "  ./platine completion zsh >> ~/.zshrc    # every new zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells that are known. */
    enum Shell {
        BASH,
        ZSH
    }

    private final Context context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHELL", description = "bash or zsh (default: bash).")
    private Shell shell = Shell.BASH;

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        String script = AutoComplete.bash("platine", root);
        if (shell == Shell.ZSH) {
            context.console()
                    .line("autoload -U +X compinit && compinit && autoload -U +X bashcompinit && bashcompinit");
        }
        context.console().line(script);
        return Exit.OK;
    }
}
