package dev.platine.mcu.image;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Names and their addresses, both ways. Immutable. */
public final class Symbols {
    private static final int UNSIZED_REACH = 0x10000;

    /** No symbols. */
    public static final Symbols NONE = new Symbols(List.of());

    /**
     * A function or an object.
     *
     * @param name as in the file
     * @param address where it begins, functions without their state bit
     * @param sizeBytes its size, 0 if the file does not say
     * @param function whether it is code
     */
    public record Symbol(String name, int address, int sizeBytes, boolean function) {
        private boolean reaches(int place) {
            // labels of assembly have no size: a function's reaches to the next symbol, any other is a single place
            int reach = sizeBytes > 0 ? sizeBytes : function ? UNSIZED_REACH : 1;
            return Integer.compareUnsigned(place - address, reach) < 0;
        }
    }

    private final List<Symbol> sorted;
    private final Map<String, Symbol> byName = new HashMap<>();

    Symbols(List<Symbol> symbols) {
        Comparator<Symbol> order = (a, b) -> Integer.compareUnsigned(a.address, b.address);
        // of symbols at one address the one that says most: with a size before one without, functions before labels
        sorted = symbols.stream()
                .sorted(order.thenComparing(s -> s.sizeBytes > 0).thenComparing(Symbol::function))
                .toList();
        symbols.forEach(s -> byName.put(s.name, s));
    }

    /**
     * All of them.
     *
     * @return by address
     */
    public List<Symbol> all() {
        return sorted;
    }

    /**
     * Looks a name up.
     *
     * @param name as in the program
     * @return the symbol, empty if there is none; of equal names the last in the file
     */
    public Optional<Symbol> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A name's address.
     *
     * @param name as in the program
     * @return without a state bit, empty if there is no such name
     */
    public OptionalInt address(String name) {
        Symbol symbol = byName.get(name);
        return symbol == null ? OptionalInt.empty() : OptionalInt.of(symbol.address);
    }

    /**
     * What stands at an address.
     *
     * @param address any
     * @return the symbol that begins there or before and reaches to it, empty if none does
     */
    public Optional<Symbol> at(int address) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(sorted.get(middle).address, address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && sorted.get(low - 1).reaches(address) ? Optional.of(sorted.get(low - 1)) : Optional.empty();
    }

    /**
     * An address as people read it.
     *
     * @param address any
     * @return {@code name+0x12}, {@code name}, or the bare address if no symbol reaches to it
     */
    public String describe(int address) {
        Optional<Symbol> symbol = at(address);
        if (symbol.isEmpty()) {
            return Image.hex(address);
        }
        int offset = address - symbol.get().address;
        return offset == 0 ? symbol.get().name : String.format(Locale.ROOT, "%s+0x%x", symbol.get().name, offset);
    }
}
