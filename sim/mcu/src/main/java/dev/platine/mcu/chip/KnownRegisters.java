package dev.platine.mcu.chip;

import dev.platine.mcu.register.Access;
import dev.platine.mcu.register.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The registers that the vendor's description of a chip names, modelled or not. Immutable. */
public final class KnownRegisters {
    /**
     * A register.
     *
     * @param address where
     * @param block such as {@code USART2}
     * @param name such as {@code BRR}
     * @param reset its value after reset
     * @param fields as {@code NAME@lsb:width}, separated by blanks
     */
    public record Known(int address, String block, String name, int reset, String fields) {
        /**
         * The names of some bits.
         *
         * @param bits which
         * @return fields' names, {@code bit 7} for those without, separated by a comma
         */
        public String names(int bits) {
            List<String> names = new ArrayList<>();
            int rest = bits;
            for (Field field : list()) {
                if ((bits & field.mask()) != 0) {
                    names.add(field.name());
                    rest &= ~field.mask();
                }
            }
            for (int bit = 0; bit < 32; bit++) {
                if ((rest >>> bit & 1) != 0) {
                    names.add("bit " + bit);
                }
            }
            return String.join(", ", names);
        }

        /**
         * Whether the processor itself has it, so that it is on no bus.
         *
         * @return whether it lies in the private area
         */
        public boolean isProcessors() {
            return KnownRegisters.isProcessors(address);
        }

        /**
         * The fields.
         *
         * @return in the order of the table, access unknown, none modelled
         */
        public List<Field> list() {
            List<Field> list = new ArrayList<>();
            for (String text : fields.isBlank() ? new String[0] : fields.trim().split(" +", -1)) {
                int at = text.indexOf('@');
                int colon = text.indexOf(':', at);
                int lsb = Integer.parseInt(text.substring(at + 1, colon));
                int width = Integer.parseInt(text.substring(colon + 1));
                list.add(new Field(text.substring(0, at), lsb, width, Access.RW, false));
            }
            return list;
        }
    }

    private final String table;

    /** Lines by address: that, as it sorts, above the line's place in the table. Lines of one address stand in their order. */
    private final long[] lines;

    private KnownRegisters(String table) {
        this.table = table;
        long[] found = new long[table.length() / 16 + 1];
        int count = 0;
        for (int from = 0; from < table.length(); from = table.indexOf('\n', from) + 1) {
            if (table.startsWith("0x", from)) {
                found[count++] = (long) (hex(from) ^ Integer.MIN_VALUE) << 32 | from;
            }
        }
        lines = Arrays.copyOf(found, count);
        Arrays.sort(lines);
    }

    /**
     * Reads a chip's table, and that of the architecture's debug parts, which the vendor leaves out.
     *
     * @param chip such as {@code stm32f407}
     * @return its registers
     * @throws IllegalArgumentException if there is no table of this name
     */
    public static KnownRegisters of(String chip) {
        return new KnownRegisters(read(chip) + read("cortex-m4"));
    }

    private static String read(String name) {
        try (InputStream in = KnownRegisters.class.getResourceAsStream(name + "-registers.tsv")) {
            if (in == null) {
                throw new IllegalArgumentException("no table of registers: chip=" + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Eight digits behind {@code 0x}. */
    private int hex(int from) {
        int value = 0;
        for (int i = from + 2; i < from + 10; i++) {
            char c = table.charAt(i);
            value = value << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        return value;
    }

    static boolean isProcessors(int address) {
        return address >>> 18 == 0xE0000000 >>> 18;
    }

    /** How many lines there are; registers of one address have one each. */
    int size() {
        return lines.length;
    }

    /** The address of a line. */
    int address(int line) {
        return (int) (lines[line] >>> 32) ^ Integer.MIN_VALUE;
    }

    /** The block of a line. */
    String block(int line) {
        return column((int) lines[line], 1);
    }

    private String column(int from, int number) {
        int begin = from;
        for (int i = 0; i < number; i++) {
            begin = table.indexOf('\t', begin) + 1;
        }
        int end = table.indexOf('\n', begin);
        int tab = table.indexOf('\t', begin);
        return table.substring(begin, tab < 0 || tab > end ? end : tab);
    }

    /** Reads a line: address, block, name, reset, access, fields. */
    private Known known(int line) {
        int from = (int) lines[line];
        return new Known(address(line), column(from, 1), column(from, 2), hex(from + offset(from, 3)), column(from, 5));
    }

    private int offset(int from, int number) {
        int begin = from;
        for (int i = 0; i < number; i++) {
            begin = table.indexOf('\t', begin) + 1;
        }
        return begin - from;
    }

    /** The first line whose address is not below. */
    private int lineOf(int address) {
        int at = Arrays.binarySearch(lines, (long) (address ^ Integer.MIN_VALUE) << 32);
        return at < 0 ? -at - 1 : at;
    }

    private Known merged(int first) {
        Known known = known(first);
        for (int i = first + 1; i < lines.length && address(i) == known.address(); i++) {
            Known more = known(i);
            known = new Known(
                    known.address(),
                    known.block(),
                    known.name() + "/" + more.name(),
                    known.reset(),
                    known.fields() + " " + more.fields());
        }
        return known;
    }

    /**
     * The register at an address.
     *
     * @param address a multiple of 4
     * @return the register, null if the vendor names none
     */
    public @Nullable Known at(int address) {
        int line = lineOf(address);
        return line < lines.length && address(line) == address ? merged(line) : null;
    }

    /**
     * A register's value after reset.
     *
     * @param address a multiple of 4
     * @return 0 if there is none
     */
    public int reset(int address) {
        Known known = at(address);
        return known == null ? 0 : known.reset();
    }

    /**
     * A place without a register, by the block that it lies in.
     *
     * @param address any
     * @return such as {@code DCMI+0x2C}; the bare address before the first block
     */
    public String place(int address) {
        int above = address == -1 ? lines.length : lineOf(address + 1);
        if (above == 0) {
            return String.format(Locale.ROOT, "0x%08X", address);
        }
        String block = block(above - 1);
        int first = 0;
        while (!block(first).equals(block)) {
            first++;
        }
        int base = address(first);
        return String.format(
                Locale.ROOT, "%s+0x%X", block, Integer.compareUnsigned(base, address) < 0 ? address - base : 0);
    }

    /**
     * All of them.
     *
     * @return by address
     */
    public List<Known> all() {
        List<Known> all = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (i == 0 || address(i) != address(i - 1)) {
                all.add(merged(i));
            }
        }
        return List.copyOf(all);
    }
}
