package dev.platine.boards.firmware;

import dev.platine.conformance.BoardProcess;
import java.util.ArrayList;
import java.util.List;

/** The firmware as a process of its own, and its console. One thread at a time. */
public final class FirmwareProcess implements AutoCloseable {
    private final BoardProcess process;
    private final String uri;

    /**
     * Starts it.
     *
     * @param options where the host comes in, such as {@code --pty}
     */
    public FirmwareProcess(List<String> options) {
        List<String> command = new ArrayList<>(List.of(CFirmware.board().toString(), "--console"));
        command.addAll(options);
        process = BoardProcess.start(command);
        String line = process.answer();
        if (!line.startsWith("listening ")) {
            throw new IllegalStateException("said " + line);
        }
        uri = line.substring("listening ".length());
    }

    /** What a host opens. */
    public String uri() {
        return uri;
    }

    /** Changes its world. */
    public void set(String name, int value) {
        process.obey(name + " " + value);
    }

    /** Takes the host's line away, or back. */
    public void line(boolean on) {
        process.obey(on ? "line on" : "line off");
    }

    /** Stops it as a debugger does, or lets it go on. */
    public void freeze(boolean frozen) {
        process.freeze(frozen);
    }

    @Override
    public void close() {
        process.close();
    }
}
