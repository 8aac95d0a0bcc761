package dev.platine.mcu.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads ELF files of 32 bits. Every offset is checked against the file before it is used. */
final class ElfReader {
    private static final int MAGIC = 0x464C457F;
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int EM_ARM = 40;
    private static final int HEADER_BYTES = 52;
    private static final int PROGRAM_HEADER_BYTES = 32;
    private static final int SECTION_HEADER_BYTES = 40;
    private static final int SYMBOL_BYTES = 16;
    private static final int STT_NOTYPE = 0;
    private static final int STT_OBJECT = 1;
    private static final int STT_FUNC = 2;
    private static final int SHN_UNDEF = 0;
    private static final int SHN_ABS = 0xFFF1;

    private final String name;
    private final ByteBuffer in;

    ElfReader(String name, byte[] file) {
        this.name = name;
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    Image read() {
        if (in.capacity() < HEADER_BYTES || in.getInt(0) != MAGIC) {
            throw new ImageException(name + ": no ELF file: it does not begin with 0x7F 'ELF' and a header");
        }
        if (in.get(4) != 1 || in.get(5) != 1 || in.getShort(18) != EM_ARM) {
            throw new ImageException(name + ": must be an ELF for ARM of 32 bits, little-endian: class=" + in.get(4)
                    + " order=" + in.get(5) + " machine=" + in.getShort(18) + "; build it with arm-none-eabi-gcc");
        }
        List<Image.Segment> segments = segments();
        if (segments.isEmpty()) {
            throw new ImageException(name + ": nothing is loaded: an object file? Link it first");
        }
        return new Image(name, OptionalInt.of(in.getInt(24)), segments, symbols());
    }

    private int half(int at) {
        return in.getShort(at) & 0xFFFF;
    }

    /** The offset itself, if that many bytes are there. */
    private int at(long offset, long bytes, String what) {
        if (offset < 0 || bytes < 0 || offset + bytes > in.capacity()) {
            throw new ImageException(name + ": cut off: " + what + " at offset 0x" + Long.toHexString(offset)
                    + " needs " + bytes + " bytes, the file has " + in.capacity());
        }
        return (int) offset;
    }

    private long unsigned(int at) {
        return in.getInt(at) & 0xFFFFFFFFL;
    }

    private List<Image.Segment> segments() {
        List<Image.Segment> segments = new ArrayList<>();
        for (int i = 0; i < half(44); i++) {
            int header = at(unsigned(28) + (long) i * half(42), PROGRAM_HEADER_BYTES, "the header of segment " + i);
            long size = unsigned(header + 16);
            if (in.getInt(header) == PT_LOAD && size > 0) {
                int from = at(unsigned(header + 4), size, "segment " + i);
                byte[] bytes = new byte[(int) size];
                in.get(from, bytes);
                segments.add(new Image.Segment(
                        in.getInt(header + 12), ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
            }
        }
        return segments;
    }

    private Symbols symbols() {
        List<Symbols.Symbol> symbols = new ArrayList<>();
        long sections = unsigned(32);
        for (int i = 0; i < half(48); i++) {
            int header = section(sections, i);
            if (in.getInt(header + 4) == SHT_SYMTAB) {
                int names = section(sections, in.getInt(header + 24));
                long size = unsigned(header + 20);
                int first = at(unsigned(header + 16), size, "the symbol table");
                for (int at = first; at + SYMBOL_BYTES <= first + size; at += SYMBOL_BYTES) {
                    symbol(symbols, at, names);
                }
            }
        }
        return symbols.isEmpty() ? Symbols.NONE : new Symbols(symbols);
    }

    private int section(long sections, int index) {
        return at(sections + (long) index * half(46), SECTION_HEADER_BYTES, "the header of section " + index);
    }

    private void symbol(List<Symbols.Symbol> symbols, int at, int names) {
        int type = in.get(at + 12) & 15;
        int section = half(at + 14);
        boolean named = type == STT_NOTYPE || type == STT_OBJECT || type == STT_FUNC;
        if (!named || section == SHN_UNDEF || (section == SHN_ABS && in.getInt(at + 4) == 0)) {
            return;
        }
        String text = string(unsigned(names + 16) + unsigned(at), unsigned(names + 16) + unsigned(names + 20));
        // $t, $d and the like tell code from data within a section: no places of the program
        if (!text.isEmpty() && !text.startsWith("$")) {
            boolean function = type == STT_FUNC;
            int address = function ? in.getInt(at + 4) & ~1 : in.getInt(at + 4);
            symbols.add(new Symbols.Symbol(text, address, in.getInt(at + 8), function));
        }
    }

    private String string(long from, long end) {
        int at = at(from, 1, "a symbol's name");
        int limit = (int) Math.min(end, in.capacity());
        int to = at;
        while (to < limit && in.get(to) != 0) {
            to++;
        }
        byte[] bytes = new byte[to - at];
        in.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
