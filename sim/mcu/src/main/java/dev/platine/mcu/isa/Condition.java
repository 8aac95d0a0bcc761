package dev.platine.mcu.isa;

import java.util.List;

/** The conditions of branches and IT blocks. Pure. */
public final class Condition {
    private static final List<String> NAMES =
            List.of("eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "", "");

    private Condition() {}

    /**
     * A condition's name.
     *
     * @param condition 0 to 15
     * @return as in assembler, empty for always
     */
    public static String name(int condition) {
        return NAMES.get(condition & 15);
    }

    /**
     * Whether a condition holds.
     *
     * @param condition 0 to 15
     * @param n the value whose sign is N
     * @param z the value that is zero when Z is set
     * @param c the carry, 0 or 1
     * @param v the overflow, in the sign
     * @return whether it holds; 14 and 15 always do
     */
    public static boolean holds(int condition, int n, int z, int c, int v) {
        boolean holds = switch (condition >> 1) {
            case 0 -> z == 0;
            case 1 -> c != 0;
            case 2 -> n < 0;
            case 3 -> v < 0;
            case 4 -> c != 0 && z != 0;
            case 5 -> (n ^ v) >= 0;
            case 6 -> z != 0 && (n ^ v) >= 0;
            default -> true;
        };
        return holds ^ ((condition & 1) != 0 && condition != 15);
    }

    /**
     * The state of an IT block after one of its instructions.
     *
     * @param it the state, the condition in the upper four bits
     * @return the next state, 0 behind the block
     */
    public static int advance(int it) {
        return (it & 7) == 0 ? 0 : (it & 0xE0) | (it << 1 & 0x1F);
    }
}
