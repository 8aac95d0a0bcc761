package dev.platine.boards.firmware;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The firmware as a process of its own, and its console. One thread at a time. */
public final class FirmwareProcess implements AutoCloseable {
    private static final long ANSWER_S = 10;

    private final Process process;
    private final Writer console;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final String uri;

    /**
     * Starts it.
     *
     * @param options where the host comes in, such as {@code --pty}
     */
    public FirmwareProcess(List<String> options) {
        List<String> command = new ArrayList<>(List.of(CFirmware.board().toString(), "--console"));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        Thread listener = new Thread(() -> reader.lines().forEach(said::add), "firmware's output");
        listener.setDaemon(true);
        listener.start();
        String line = answer();
        if (!line.startsWith("listening ")) {
            throw new IllegalStateException("said " + line);
        }
        uri = line.substring("listening ".length());
    }

    /** What a host opens. */
    public String uri() {
        return uri;
    }

    private String answer() {
        try {
            String line = said.poll(ANSWER_S, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the firmware said nothing for " + ANSWER_S + " s");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Changes its world. */
    public void set(String name, int value) {
        obey(name + " " + value);
    }

    private void type(String line) {
        try {
            console.write(line + "\n");
            console.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the host's line away, or back. */
    public void line(boolean on) {
        obey(on ? "line on" : "line off");
    }

    /** Types a line and waits until it is repeated, which means that it is done. */
    private void obey(String order) {
        type(order);
        String line = answer();
        if (!line.equals(order)) {
            throw new IllegalStateException("said " + line);
        }
    }

    /** Stops it as a debugger does, or lets it go on. */
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
