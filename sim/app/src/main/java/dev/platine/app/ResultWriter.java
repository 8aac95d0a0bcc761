package dev.platine.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A writer of results that can say why they could not be written. One thread at a time. */
final class ResultWriter extends PrintWriter {
    private final Memory memory;
    private final boolean hasReader;

    private ResultWriter(Memory memory, boolean hasReader) {
        super(memory, false, StandardCharsets.UTF_8);
        this.memory = memory;
        this.hasReader = hasReader;
    }

    /**
     * A writer.
     *
     * @param hasReader whether somebody reads at the other end, who may go away
     */
    static ResultWriter to(OutputStream out, boolean hasReader) {
        return new ResultWriter(new Memory(out), hasReader);
    }

    static ResultWriter toStandardOutput() {
        return to(new FileOutputStream(FileDescriptor.out), standardOutputHasReader());
    }

    // Not by the error that a write gives: its text may be in any language.
    private static boolean standardOutputHasReader() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().matches("(pipe:|socket:|/dev/pts/).*");
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(Path.of("/proc/self/fd")); // another system: in doubt quietly
        }
    }

    /** Why results were lost; null when they were not, or when their reader went away. */
    @Nullable
    String loss() {
        IOException first = memory.first;
        return first == null || hasReader ? null : String.valueOf(first.getMessage());
    }

    private static final class Memory extends FilterOutputStream {
        private @Nullable IOException first;

        Memory(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                first = first == null ? e : first;
                throw e;
            }
        }
    }
}
