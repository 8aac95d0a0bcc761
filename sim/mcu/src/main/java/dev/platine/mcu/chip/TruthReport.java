package dev.platine.mcu.chip;

import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.register.TouchLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a run touched that the chip does not model, by name: for the end of a run. Sorted by class, address and bit; the same run gives the
 * same text. Immutable.
 */
public final class TruthReport {
    /** What was touched is ... */
    public enum Reason {
        /** Named by the vendor; it keeps its bits and has no effect here, though it has one on the real chip. */
        KNOWN("known, not modelled"),
        /** Named by nobody; it has no effect on the real chip either, or one that nobody tells. */
        RESERVED("reserved"),
        /** Of a block whose clock is off: it answers 0 and takes nothing, as on the real chip. */
        CLOCK_OFF("clock off"),
        /** A setting that works here but lies beyond what the data sheet allows. */
        BEYOND("beyond the data sheet");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /**
         * In words.
         *
         * @return such as {@code known, not modelled}
         */
        public String words() {
            return words;
        }
    }

    /**
     * A register or field that was touched.
     *
     * @param name such as {@code USART2.CR3.SCEN}
     * @param reason what it is
     * @param kind how it was touched
     * @param count how often
     * @param firstPc the address of the first instruction; of the one under way, if a DMA controller did it
     * @param function where that is in the program, empty if not known
     * @param advice what to do, empty if nothing is known
     */
    public record Row(
            String name, Reason reason, TouchLog.Kind kind, long count, int firstPc, String function, String advice) {
        /**
         * For people.
         *
         * @return such as {@code USART2.CR3.SCEN written 3 times, first at 0x08000412 (HAL_UART_Init+0x2a)}
         */
        public String text() {
            String verb = kind == TouchLog.Kind.READ ? "read" : kind == TouchLog.Kind.WRITTEN ? "written" : "accessed";
            String times = count == 1 ? "once" : count + " times";
            String at =
                    String.format(Locale.ROOT, "0x%08x", firstPc) + (function.isEmpty() ? "" : " (" + function + ")");
            return name + " " + verb + " " + times + (count == 1 ? ", at " : ", first at ") + at
                    + (advice.isEmpty() ? "" : ": " + advice);
        }
    }

    private record Key(int address, int lsb, Reason reason, TouchLog.Kind kind) {}

    private final List<Row> rows;

    private TruthReport(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * The report of a chip's run so far.
     *
     * @param chip which
     * @param function says where an address is in the program, such as {@code HAL_UART_Init+0x2a}; empty if nowhere
     * @return what was touched
     */
    public static TruthReport of(Chip chip, IntFunction<String> function) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        RegisterNames names = new RegisterNames(chip);
        for (TouchLog.Touch touch : chip.touches().touches()) {
            for (RegisterNames.Named named : names.of(touch)) {
                Key key = new Key(touch.address(), named.lsb(), named.reason(), touch.kind());
                rows.merge(key, row(touch, named, function), TruthReport::sum);
            }
        }
        Comparator<Map.Entry<Key, Row>> order = Comparator.comparing(entry -> entry.getKey().reason);
        return new TruthReport(rows.entrySet().stream()
                .sorted(order.thenComparing(e -> Integer.toUnsignedLong(e.getKey().address))
                        .thenComparing(e -> e.getKey().lsb)
                        .thenComparing(e -> e.getKey().kind))
                .map(Map.Entry::getValue)
                .toList());
    }

    /**
     * The report of a chip's run so far, with the names of its program.
     *
     * @param chip which
     * @param symbols of the program
     * @return what was touched
     */
    public static TruthReport of(Chip chip, Symbols symbols) {
        return of(chip, functions(symbols));
    }

    static IntFunction<String> functions(Symbols symbols) {
        return pc -> symbols.at(pc).isPresent() ? symbols.describe(pc) : "";
    }

    static Row row(TouchLog.Touch touch, RegisterNames.Named named, IntFunction<String> function) {
        String where = function.apply(touch.firstPc());
        return new Row(
                named.name(), named.reason(), touch.kind(), touch.count(), touch.firstPc(), where, named.advice());
    }

    /** Touches come in the order of their first times, so the first row has the first address. */
    private static Row sum(Row a, Row b) {
        return new Row(a.name, a.reason, a.kind, a.count + b.count, a.firstPc, a.function, a.advice);
    }

    /**
     * What was touched.
     *
     * @return by class, address and bit
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * What of one class was touched.
     *
     * @param reason the class
     * @return by address and bit
     */
    public List<Row> rows(Reason reason) {
        return rows.stream().filter(row -> row.reason == reason).toList();
    }

    /**
     * For people: a heading a class, a line a row.
     *
     * @return lines, none if nothing was touched
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            List<Row> some = rows(reason);
            if (!some.isEmpty()) {
                lines.add(reason.words() + ":");
                some.forEach(row -> lines.add("  " + row.text()));
            }
        }
        return List.copyOf(lines);
    }
}
