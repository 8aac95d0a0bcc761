package dev.platine.mcu.chip;

import dev.platine.mcu.register.Access;
import dev.platine.mcu.register.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
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
            return address >>> 18 == 0xE0000000 >>> 18;
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

    private final NavigableMap<Long, Known> byAddress = new TreeMap<>();

    private KnownRegisters() {}

    /**
     * Reads a chip's table, and that of the architecture's debug parts, which the vendor leaves out.
     *
     * @param chip such as {@code stm32f407}
     * @return its registers
     * @throws IllegalArgumentException if there is no table of this name
     */
    public static KnownRegisters of(String chip) {
        KnownRegisters known = new KnownRegisters();
        known.load(chip);
        known.load("cortex-m4");
        return known;
    }

    private void load(String name) {
        InputStream in = KnownRegisters.class.getResourceAsStream(name + "-registers.tsv");
        if (in == null) {
            throw new IllegalArgumentException("no table of registers: chip=" + name);
        }
        String table;
        try (in) {
            table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int from = table.indexOf('\n') + 1;
        while (from < table.length()) {
            int end = table.indexOf('\n', from);
            end = end < 0 ? table.length() : end;
            add(table, from, end);
            from = end + 1;
        }
    }

    /** A line: address, block, name, reset, anything, fields. By hand: there are thousands, at each start. */
    private void add(String table, int from, int end) {
        int block = table.indexOf('\t', from) + 1;
        int name = table.indexOf('\t', block) + 1;
        int value = table.indexOf('\t', name) + 1;
        int rest = table.indexOf('\t', value) + 1;
        int fields = table.indexOf('\t', rest) + 1;
        boolean hasFields = rest > 0 && fields > 0 && fields <= end;
        int valueEnd = rest > 0 && rest <= end ? rest - 1 : end;
        int address = Integer.parseUnsignedInt(table, from + 2, block - 1, 16);
        int reset = Integer.parseUnsignedInt(table, value + 2, valueEnd, 16);
        Known known = new Known(
                address,
                table.substring(block, name - 1),
                table.substring(name, value - 1),
                reset,
                hasFields ? table.substring(fields, end) : "");
        Known first = byAddress.putIfAbsent(Integer.toUnsignedLong(address), known);
        if (first != null) {
            byAddress.put(Integer.toUnsignedLong(address), both(first, known));
        }
    }

    private static Known both(Known first, Known second) {
        return new Known(
                first.address(),
                first.block(),
                first.name() + "/" + second.name(),
                first.reset(),
                first.fields() + " " + second.fields());
    }

    /**
     * The register at an address.
     *
     * @param address a multiple of 4
     * @return the register, null if the vendor names none
     */
    public @Nullable Known at(int address) {
        return byAddress.get(Integer.toUnsignedLong(address));
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
        var entry = byAddress.floorEntry(Integer.toUnsignedLong(address));
        if (entry == null) {
            return String.format(Locale.ROOT, "0x%08X", address);
        }
        String block = entry.getValue().block();
        int first = address;
        for (Known known : byAddress.values()) {
            if (known.block().equals(block)) {
                first = Integer.compareUnsigned(known.address(), first) < 0 ? known.address() : first;
            }
        }
        return String.format(Locale.ROOT, "%s+0x%X", block, address - first);
    }

    /**
     * All of them.
     *
     * @return by address
     */
    public List<Known> all() {
        return List.copyOf(byAddress.values());
    }
}
