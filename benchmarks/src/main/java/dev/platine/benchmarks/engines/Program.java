package dev.platine.benchmarks.engines;

import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An ELF file of a workload with its two parameters written into it, so that every machine gets them in the same way. Immutable. */
public final class Program {
    private static final int PROGRAM_HEADERS = 28;
    private static final int HEADER_SIZE = 42;
    private static final int HEADER_COUNT = 44;
    private static final int OFFSET = 4;
    private static final int ADDRESS = 8;
    private static final int FILE_SIZE = 16;

    private final String name;
    private final byte[] elf;
    private final Image image;

    private Program(String name, byte[] elf) {
        this.name = name;
        this.elf = elf;
        this.image = Image.elf(name, elf);
    }

    /**
     * A workload's program.
     *
     * @param workload which
     * @param rounds how often its step is done, unsigned, at least 1
     * @param reload cycles of SysTick from interrupt to interrupt, at most 2<sup>24</sup>; 0 for no interrupts
     * @return the program
     */
    public static Program of(Workload workload, int rounds, int reload) {
        String name = workload.program() + ".elf";
        byte[] elf = read(name);
        Program plain = new Program(name, elf);
        plain.patch("rounds", rounds);
        plain.patch("reload", reload);
        return new Program(name, elf);
    }

    /**
     * A file that {@link #write} has written.
     *
     * @param elf its bytes
     * @return the program
     */
    static Program of(byte[] elf) {
        return new Program("program.elf", elf);
    }

    private static byte[] read(String name) {
        try (InputStream in = Program.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void patch(String symbol, int value) {
        int address = address(symbol);
        ByteBuffer bytes = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(PROGRAM_HEADERS);
        for (int i = bytes.getShort(HEADER_COUNT); i > 0; i--, header += bytes.getShort(HEADER_SIZE)) {
            int inside = address - bytes.getInt(header + ADDRESS);
            if (inside >= 0 && inside < bytes.getInt(header + FILE_SIZE)) {
                bytes.putInt(bytes.getInt(header + OFFSET) + inside, value);
                return;
            }
        }
        throw new IllegalStateException(name + ": '" + symbol + "' is in no part of the file");
    }

    /**
     * Where a symbol is.
     *
     * @param symbol its name
     * @return the address
     * @throws IllegalStateException if the program has none of this name
     */
    public int address(String symbol) {
        return image.symbols()
                .address(symbol)
                .orElseThrow(() -> new IllegalStateException(name + ": no symbol '" + symbol + "'"));
    }

    /**
     * The program to load.
     *
     * @return parts and symbols
     */
    public Image image() {
        return image;
    }

    /**
     * Writes the ELF file.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.write(file, elf);
    }
}
