package dev.platine.mcu.isa;

/** Shifts as the processor does them, and the carry that each leaves. Pure. Amounts are 0 to 255. */
public final class Shifts {
    /** To the left. */
    public static final int LSL = 0;
    /** To the right, zeros come in. */
    public static final int LSR = 1;
    /** To the right, the sign comes in. */
    public static final int ASR = 2;
    /** Around. */
    public static final int ROR = 3;
    /** Around by one through the carry. */
    public static final int RRX = 4;

    private Shifts() {}

    /**
     * Shift to the left.
     *
     * @param value what
     * @param amount by how much
     * @return 0 from 32 on
     */
    public static int lsl(int value, int amount) {
        return amount < 32 ? value << amount : 0;
    }

    /**
     * Shift to the right with zeros.
     *
     * @param value what
     * @param amount by how much
     * @return 0 from 32 on
     */
    public static int lsr(int value, int amount) {
        return amount < 32 ? value >>> amount : 0;
    }

    /**
     * Shift to the right with the sign.
     *
     * @param value what
     * @param amount by how much
     * @return the sign alone from 32 on
     */
    public static int asr(int value, int amount) {
        return value >> Math.min(amount, 31);
    }

    /**
     * Rotation to the right.
     *
     * @param value what
     * @param amount by how much
     * @return the value turned
     */
    public static int ror(int value, int amount) {
        return Integer.rotateRight(value, amount);
    }

    /**
     * Rotation to the right by one through the carry.
     *
     * @param value what
     * @param carry the carry, 0 or 1
     * @return the value turned
     */
    public static int rrx(int value, int carry) {
        return value >>> 1 | carry << 31;
    }

    /**
     * The carry of a shift to the left.
     *
     * @param value what
     * @param amount by how much
     * @param carry the carry before
     * @return the last bit shifted out, or the carry before
     */
    public static int lslCarry(int value, int amount, int carry) {
        return amount == 0 ? carry : amount > 32 ? 0 : value >>> (32 - amount) & 1;
    }

    /**
     * The carry of a shift to the right with zeros.
     *
     * @param value what
     * @param amount by how much
     * @param carry the carry before
     * @return the last bit shifted out, or the carry before
     */
    public static int lsrCarry(int value, int amount, int carry) {
        return amount == 0 ? carry : amount > 32 ? 0 : value >>> (amount - 1) & 1;
    }

    /**
     * The carry of a shift to the right with the sign.
     *
     * @param value what
     * @param amount by how much
     * @param carry the carry before
     * @return the last bit shifted out, or the carry before
     */
    public static int asrCarry(int value, int amount, int carry) {
        return amount == 0 ? carry : value >> Math.min(amount - 1, 31) & 1;
    }

    /**
     * The carry of a rotation.
     *
     * @param value what
     * @param amount by how much
     * @param carry the carry before
     * @return the highest bit afterwards, or the carry before
     */
    public static int rorCarry(int value, int amount, int carry) {
        return amount == 0 ? carry : Integer.rotateRight(value, amount) >>> 31;
    }

    /**
     * A shift of a given kind.
     *
     * @param kind {@link #LSL} to {@link #RRX}
     * @param value what
     * @param amount by how much
     * @param carry the carry before, for {@link #RRX}
     * @return the value shifted
     */
    public static int shift(int kind, int value, int amount, int carry) {
        return switch (kind) {
            case LSL -> lsl(value, amount);
            case LSR -> lsr(value, amount);
            case ASR -> asr(value, amount);
            case ROR -> ror(value, amount);
            default -> rrx(value, carry);
        };
    }

    /**
     * The carry of a shift of a given kind.
     *
     * @param kind {@link #LSL} to {@link #RRX}
     * @param value what
     * @param amount by how much
     * @param carry the carry before
     * @return the carry afterwards
     */
    public static int shiftCarry(int kind, int value, int amount, int carry) {
        return switch (kind) {
            case LSL -> lslCarry(value, amount, carry);
            case LSR -> lsrCarry(value, amount, carry);
            case ASR -> asrCarry(value, amount, carry);
            case ROR -> rorCarry(value, amount, carry);
            default -> value & 1;
        };
    }
}
