package dev.platine.app;

import dev.platine.core.yaml.MistakesException;
import dev.platine.hal.BoardException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes one line on standard error and an exit code of whatever ended a verb. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Context context;

    ErrorLines(Context context) {
        this.context = context;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String message = oneLine(Objects.requireNonNullElse(wrong.getMessage(), "wrong usage"));
        List<String> known = CommandLine.UnmatchedArgumentException.class.isInstance(wrong)
                ? ((CommandLine.UnmatchedArgumentException) wrong).getSuggestions()
                : List.of();
        String hint = known.isEmpty() ? "" : "; did you mean " + String.join(" or ", known) + "?";
        String verb = command.getCommandSpec().qualifiedName();
        context.console().warn(message + hint + " (see " + verb + " --help)");
        trace(wrong, command);
        return Exit.USAGE;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof Console.BrokenPipe) {
            return Exit.OK;
        }
        trace(thrown, command);
        if (thrown instanceof Failure failure) {
            String.valueOf(failure.getMessage()).lines().forEach(context.console()::warn);
            return failure.exit();
        }
        if (thrown instanceof BoardException board) {
            if (board.getCause() instanceof MistakesException mistakes) {
                String.valueOf(mistakes.getMessage()).lines().forEach(context.console()::warn);
            } else {
                context.console().warn(oneLine(String.valueOf(board.getMessage())));
            }
            // A file of this computer that a URI names, such as a certificate.
            boolean file =
                    board.kind() == BoardException.Kind.NOT_FOUND && board.getCause() instanceof FileSystemException;
            return file ? Exit.COMPUTER : Exit.of(board.kind(), board.operation());
        }
        context.console()
                .warn("internal error, run again with PLATINE_DEBUG=1 to see where: " + oneLine(thrown.toString()));
        return Exit.INTERNAL;
    }

    private void trace(Exception thrown, CommandLine command) {
        PlatineCommand root = command.getCommandSpec().root().commandLine().getCommand();
        if (root.isDebugging() || context.isDebugging()) {
            thrown.printStackTrace(context.console().err());
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
