package dev.platine.mcu.pin.can;

/**
 * A frame as bits on the wire: start, arbitration, control, data and CRC-15 with stuff bits, then delimiters, acknowledge slot and end of frame
 * (ISO 11898-1). Immutable.
 */
public final class CanBits {
    /** Bits that a node stays quiet behind each frame. */
    public static final int INTERMISSION = 3;

    private static final int POLYNOMIAL = 0x4599;
    private static final int END_OF_FRAME = 7;

    private final long[] words = new long[3];
    private int length;
    private int crc;
    private boolean last = true;
    private int equal;

    private CanBits(CanFrame frame) {
        field(0, 1);
        if (frame.extended()) {
            field(frame.id() >>> 18, 11);
            field(3, 2);
            field(frame.id(), 18);
            field(frame.remote() ? 4 : 0, 3);
        } else {
            field(frame.id(), 11);
            field(frame.remote() ? 4 : 0, 3);
        }
        field(frame.dlc(), 4);
        for (int i = 0; i < frame.bytes(); i++) {
            field(frame.at(i), 8);
        }
        field(crc, 15);
        for (int i = 0; i < 3 + END_OF_FRAME; i++) {
            put(true);
        }
    }

    /**
     * The bits of a frame.
     *
     * @param frame which
     * @return its bits
     */
    public static CanBits of(CanFrame frame) {
        return new CanBits(frame);
    }

    private void field(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            boolean bit = (value >>> i & 1) != 0;
            boolean carry = bit != ((crc & 1 << 14) != 0);
            crc = ((crc << 1) ^ (carry ? POLYNOMIAL : 0)) & 0x7FFF;
            stuffed(bit);
        }
    }

    private void stuffed(boolean bit) {
        put(bit);
        equal = bit == last ? equal + 1 : 1;
        last = bit;
        if (equal == 5) {
            put(!bit);
            last = !bit;
            equal = 1;
        }
    }

    private void put(boolean bit) {
        words[length >> 6] |= bit ? 1L << (length & 63) : 0;
        length++;
    }

    /**
     * How long it is.
     *
     * @return bits from the start of frame to the end of frame, both counted; the intermission is not
     */
    public int length() {
        return length;
    }

    /**
     * Where others acknowledge.
     *
     * @return the index of the acknowledge slot
     */
    public int acknowledgeSlot() {
        return length - END_OF_FRAME - 2;
    }

    /**
     * A bit as the transmitter sends it.
     *
     * @param index from 0, the start of frame
     * @return whether recessive; behind the end everything is
     */
    public boolean recessive(int index) {
        return index >= length || (words[index >> 6] >>> (index & 63) & 1) != 0;
    }

    /**
     * Where two frames differ.
     *
     * @param other another
     * @return the first index, -1 if they are the same
     */
    public int differs(CanBits other) {
        for (int i = 0; i < Math.max(length, other.length); i++) {
            if (recessive(i) != other.recessive(i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A frame's rank in arbitration: of two frames the one with the lower rank goes on.
     *
     * @param frame which
     * @return 32 bits: what is sent until arbitration ends, the first bit highest
     */
    public static long rank(CanFrame frame) {
        long remote = frame.remote() ? 1 : 0;
        return frame.extended()
                ? ((long) (frame.id() >>> 18) << 21) | (3 << 19) | ((frame.id() & 0x3FFFF) << 1) | remote
                : ((long) frame.id() << 21) | (remote << 20);
    }
}
