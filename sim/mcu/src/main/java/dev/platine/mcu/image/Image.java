package dev.platine.mcu.image;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A program: what is loaded where, and its symbols. Immutable.
 *
 * @param name where it came from, as errors tell it
 * @param entry the address of the first instruction with its state bit, where the file says it; processors start by their vectors
 * @param segments what is loaded, in the order of the file; they do not overlap
 * @param symbols names and addresses, none unless the file was an ELF with its symbol table
 */
public record Image(String name, OptionalInt entry, List<Segment> segments, Symbols symbols) {
    /**
     * Bytes at an address.
     *
     * @param address where they are loaded: the physical address, in flash
     * @param bytes what, as long as in the file; read-only, its position is 0 and its limit the size
     */
    public record Segment(int address, ByteBuffer bytes) {
        /**
         * How many bytes.
         *
         * @return above 0
         */
        public int sizeBytes() {
            return bytes.limit();
        }

        private long first() {
            return address & 0xFFFFFFFFL;
        }

        private long end() {
            return first() + sizeBytes();
        }
    }

    /**
     * A program.
     *
     * @throws ImageException if segments overlap, or run past the end of the address space
     */
    public Image {
        segments = List.copyOf(segments);
        List<Segment> sorted = segments.stream()
                .sorted((a, b) -> Long.compare(a.first(), b.first()))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            Segment segment = sorted.get(i);
            if (segment.end() > 1L << 32) {
                throw new ImageException(
                        name + ": the part at " + hex(segment.address) + " runs past the last address");
            }
            if (i > 0 && sorted.get(i - 1).end() > segment.first()) {
                throw new ImageException(name + ": two parts overlap at " + hex(segment.address)
                        + ": check the linker script's load addresses");
            }
        }
    }

    /**
     * Reads a program and finds out of which kind it is by its first bytes: 0x7F 'ELF', or ':' for Intel HEX.
     *
     * @param name where the bytes come from, for errors
     * @param file all bytes of the file
     * @return the program
     * @throws ImageException if it is neither, or damaged
     */
    public static Image read(String name, byte[] file) {
        if (file.length > 3 && file[0] == 0x7F && file[1] == 'E') {
            return elf(name, file);
        }
        for (byte b : file) {
            if (b == ':') {
                return hex(name, file);
            }
            if (b != ' ' && b != '\r' && b != '\n' && b != '\t') {
                break;
            }
        }
        throw new ImageException(
                name + ": neither ELF nor Intel HEX; a raw binary needs its address, as in " + name + "@0x08000000");
    }

    /**
     * Reads an ELF file: its loaded segments and its symbols.
     *
     * @param name where the bytes come from, for errors
     * @param file all bytes of the file
     * @return the program
     * @throws ImageException if it is no program of 32 bits for ARM in little-endian order, or is cut off; says the offset
     */
    public static Image elf(String name, byte[] file) {
        return new ElfReader(name, file).read();
    }

    /**
     * Reads an Intel HEX file with records 00 to 05. Neighbouring records become one segment.
     *
     * @param name where the bytes come from, for errors
     * @param file all bytes of the file
     * @return the program, without symbols
     * @throws ImageException if a record is damaged or the end is missing; says the line
     */
    public static Image hex(String name, byte[] file) {
        return new HexReader(name).read(file);
    }

    /**
     * Takes bytes as they are.
     *
     * @param name where the bytes come from, for errors
     * @param file all bytes of the file
     * @param address where they are loaded
     * @return the program, without symbols
     * @throws ImageException if there are none, or they run past the last address
     */
    public static Image binary(String name, byte[] file, int address) {
        if (file.length == 0) {
            throw new ImageException(name + ": the file is empty: nothing to load at " + hex(address));
        }
        Segment segment = new Segment(address, ByteBuffer.wrap(file.clone()).asReadOnlyBuffer());
        return new Image(name, OptionalInt.empty(), List.of(segment), Symbols.NONE);
    }

    /**
     * Writes the program into memories, flash as well as RAM, as a programmer does that knows no flash rules.
     *
     * @param bus where the memories are
     * @throws ImageException if a byte has no memory: says which address
     */
    public void load(Bus bus) {
        for (Segment segment : segments) {
            for (int i = 0; i < segment.sizeBytes(); i++) {
                int at = bus.resolve(segment.address + i);
                Memory memory = bus.memory(at);
                if (memory == null) {
                    throw new ImageException(name + ": this chip has no memory at " + hex(segment.address + i)
                            + ": is the program linked for another chip?");
                }
                memory.program(at, 1, segment.bytes.get(i));
            }
        }
    }

    static String hex(int address) {
        return String.format(Locale.ROOT, "0x%08X", address);
    }
}
