package dev.platine.benchmarks.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of ours with the same class path and the same CPUs, which is asked by a line and answers by a line. It ends
 * when its input does, so it never outlives its parent. One thread.
 */
public final class Child implements AutoCloseable {
    private static final long CLOSE_S = 20;

    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process; its errors go to ours.
     *
     * @param jvmArgs arguments of the JVM
     * @param main the class to run
     * @param args its arguments
     * @return the running process
     * @throws IOException when it cannot be started
     */
    public static Child start(List<String> jvmArgs, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Its process number.
     *
     * @return the number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits for a line.
     *
     * @return the line
     * @throws IOException when the process ended instead
     */
    public String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process " + pid() + " ended before it answered");
        }
        return line;
    }

    /**
     * Asks by a line and waits for one.
     *
     * @param question the line
     * @return the answer
     * @throws IOException when the process ended instead
     */
    public String ask(String question) throws IOException {
        questions.println(question);
        return line();
    }

    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(CLOSE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
