package dev.platine.mcu.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All encodings of ARMv7E-M with FPv4-SP, and the way from an instruction to its row. Of the rows that match, the first in the declared
 * order holds, so special cases stand before the general ones. Immutable.
 */
public final class InstructionTable {
    private static final InstructionTable ARMV7EM = new InstructionTable(List.of(
            NarrowRows.ROWS,
            DataRows.ROWS,
            MemoryRows.ROWS,
            BranchRows.ROWS,
            MultiplyRows.ROWS,
            SimdRows.ROWS,
            FloatRows.ROWS,
            FloatMoveRows.ROWS,
            CoprocessorRows.ROWS));

    private final List<Row> rows;
    private final Row[][] narrow = new Row[1 << 10][];
    private final Row[][] wide = new Row[1 << 12][];

    private InstructionTable(List<List<Row>> groups) {
        rows = groups.stream().flatMap(List::stream).toList();
        index(narrow, 2, 6);
        index(wide, 4, 20);
    }

    /**
     * The table of the Cortex-M4F.
     *
     * @return the one table
     */
    public static InstructionTable armv7em() {
        return ARMV7EM;
    }

    /**
     * Every row in its order.
     *
     * @return immutable
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Whether a halfword is the first of two.
     *
     * @param halfword the first halfword of an instruction
     * @return whether the instruction has 32 bits
     */
    public static boolean isWide(int halfword) {
        return (halfword & 0xFFFF) >= 0xE800;
    }

    /**
     * The row of an instruction.
     *
     * @param word 16 bits, or for an instruction of 32 bits the first halfword above the second
     * @return its row, null where the instruction is undefined
     */
    public @Nullable Row find(int word) {
        boolean isNarrow = word >>> 16 == 0;
        for (Row row : isNarrow ? narrow[word >>> 6] : wide[word >>> 20]) {
            if (row.matches(word)) {
                return row;
            }
        }
        return null;
    }

    /** Each row goes into the buckets that its fixed bits allow: those bits, with every combination of the free ones. */
    private void index(Row[][] buckets, int size, int shift) {
        List<Row> ofSize = new ArrayList<>();
        int[] counts = new int[buckets.length];
        for (Row row : rows) {
            if (row.size() == size) {
                ofSize.add(row);
                int free = ~(row.mask() >>> shift) & (buckets.length - 1);
                for (int some = free; some >= 0; some = some == 0 ? -1 : (some - 1) & free) {
                    counts[(row.value() >>> shift) | some]++;
                }
            }
        }
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new Row[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (Row row : ofSize) {
            int free = ~(row.mask() >>> shift) & (buckets.length - 1);
            for (int some = free; some >= 0; some = some == 0 ? -1 : (some - 1) & free) {
                int i = (row.value() >>> shift) | some;
                buckets[i][counts[i]++] = row;
            }
        }
    }
}
