package dev.platine.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A board's firmware as a process that takes orders, a line each on its standard input, and repeats on its standard output
 * those that it has carried out. One thread at a time; every wait ends after {@value #ANSWER_S} s.
 */
public final class BoardProcess implements AutoCloseable {
    private static final long ANSWER_S = 30;

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private BoardProcess(Process process) {
        this.process = process;
        orders = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        Thread listener = new Thread(() -> reader.lines().forEach(said::add), "board process's output");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts it. What it writes to its standard error goes to that of this process.
     *
     * @param command program and arguments
     * @return the process, running
     * @throws UncheckedIOException when it cannot be started
     */
    public static BoardProcess start(List<String> command) {
        try {
            return new BoardProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for the next line that it says.
     *
     * @return the line
     * @throws IllegalStateException when none comes in time
     */
    public String answer() {
        try {
            String line = said.poll(ANSWER_S, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the board's process said nothing for " + ANSWER_S + " s");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gives an order and waits until it is repeated, which means that it is done.
     *
     * @param order one line
     * @throws IllegalStateException when it says anything else, or nothing in time
     */
    public void obey(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = answer();
        if (!line.equals(order)) {
            throw new IllegalStateException("said " + line);
        }
    }

    /**
     * Stops the process as a debugger does, or lets it go on.
     *
     * @param frozen true to stop it
     * @throws IllegalStateException when the system refuses
     */
    public void freeze(boolean frozen) {
        try {
            Process kill =
                    new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", String.valueOf(process.pid())).start();
            if (!kill.waitFor(ANSWER_S, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends it by the end of its orders; it is killed when that does not help.
     *
     * @throws IllegalStateException when it does not end, or ends with another code than 0, as after a sanitizer's complaint
     */
    public void end() {
        try {
            orders.close();
            if (!process.waitFor(ANSWER_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the board's process did not end within " + ANSWER_S + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("the board's process ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends it in whatever state it is. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
