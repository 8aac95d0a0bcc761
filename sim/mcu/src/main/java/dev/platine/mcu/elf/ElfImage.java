package dev.platine.mcu.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A linked program for ARM: what is loaded where, where it begins, and its symbols. Immutable. */
public final class ElfImage {
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int EM_ARM = 40;
    private static final int HEADER_BYTES = 52;

    /**
     * Bytes at an address.
     *
     * @param address where they are loaded (the physical address, in flash)
     * @param bytes what, as long as in the file; read-only, shared
     */
    public record Segment(int address, ByteBuffer bytes) {}

    private final int entry;
    private final List<Segment> segments;
    private final Map<String, Integer> symbols;

    private ElfImage(int entry, List<Segment> segments, Map<String, Integer> symbols) {
        this.entry = entry;
        this.segments = List.copyOf(segments);
        this.symbols = Collections.unmodifiableMap(symbols);
    }

    /**
     * Reads a program.
     *
     * @param file all bytes of the file
     * @return the program
     * @throws IllegalArgumentException if it is no program of 32 bits for ARM in little-endian order, or is cut off
     */
    public static ElfImage parse(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER_BYTES || in.getInt(0) != 0x464C457F) {
            throw new IllegalArgumentException("not an ELF file: it does not begin with 0x7F 'ELF'");
        }
        if (file[4] != 1 || file[5] != 1 || in.getShort(18) != EM_ARM) {
            throw new IllegalArgumentException("must be for ARM, 32 bits, little-endian: class=" + file[4] + " order="
                    + file[5] + " machine=" + in.getShort(18));
        }
        try {
            return new ElfImage(in.getInt(24), segments(in), symbols(in));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the ELF file is cut off or damaged: " + file.length + " bytes", e);
        }
    }

    private static List<Segment> segments(ByteBuffer in) {
        List<Segment> segments = new ArrayList<>();
        int count = in.getShort(44) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int at = in.getInt(28) + i * (in.getShort(42) & 0xFFFF);
            int size = in.getInt(at + 16);
            if (in.getInt(at) == PT_LOAD && size > 0) {
                byte[] bytes = new byte[Math.min(size, in.capacity())];
                in.get(in.getInt(at + 4), bytes);
                segments.add(
                        new Segment(in.getInt(at + 12), ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
            }
        }
        return segments;
    }

    private static Map<String, Integer> symbols(ByteBuffer in) {
        Map<String, Integer> symbols = new LinkedHashMap<>();
        int sections = in.getInt(32);
        int sectionBytes = in.getShort(46) & 0xFFFF;
        int count = in.getShort(48) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int header = sections + i * sectionBytes;
            if (in.getInt(header + 4) == SHT_SYMTAB) {
                int names = in.getInt(sections + in.getInt(header + 24) * sectionBytes + 16);
                int first = in.getInt(header + 16);
                for (int at = first; at < first + in.getInt(header + 20); at += 16) {
                    String name = string(in, names + in.getInt(at));
                    if (!name.isEmpty() && !name.startsWith("$")) {
                        symbols.put(name, in.getInt(at + 4));
                    }
                }
            }
        }
        return symbols;
    }

    private static String string(ByteBuffer in, int at) {
        StringBuilder out = new StringBuilder();
        for (int i = at; in.get(i) != 0; i++) {
            out.append((char) in.get(i));
        }
        return out.toString();
    }

    /**
     * The address of the first instruction, with its state bit.
     *
     * @return as in the file
     */
    public int entry() {
        return entry;
    }

    /**
     * What is loaded.
     *
     * @return in the order of the file
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Names and their values, functions with their state bit.
     *
     * @return in the order of the file; of equal names the last
     */
    public Map<String, Integer> symbols() {
        return symbols;
    }
}
