package dev.platine.app;

/** Ends a verb with one line on standard error and an exit code. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    Failure(int exit, String line) {
        super(line);
        this.exit = exit;
    }

    Failure(int exit, String line, Throwable cause) {
        super(line, cause);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
