package dev.platine.hal.link;

/**
 * COBS by itself, for links that keep the boundaries of messages: there a message is a frame without COBS and without the zero
 * behind it. Pure functions.
 */
public final class Stuffing {
    private static final int FULL_BLOCK = 254;

    private Stuffing() {}

    /**
     * Makes a frame of the byte stream: COBS, and a zero behind.
     *
     * @param message the frame before COBS
     * @param length how many of its bytes count
     * @param out takes the bytes; has room for {@code FrameFormat.maxEncodedBytes(length)}
     * @return bytes written to out
     */
    public static int stuff(byte[] message, int length, byte[] out) {
        int codeAt = 0;
        int to = 1;
        for (int from = 0; from < length; from++) {
            byte value = message[from];
            if (value != 0) {
                out[to++] = value;
            }
            if (value == 0 || (to - codeAt > FULL_BLOCK && from + 1 < length)) {
                out[codeAt] = (byte) (to - codeAt);
                codeAt = to++;
            }
        }
        out[codeAt] = (byte) (to - codeAt);
        out[to++] = 0;
        return to;
    }

    /**
     * Takes COBS back.
     *
     * @param frame without its closing zero
     * @param length how many of its bytes count
     * @param out takes the frame before COBS
     * @return bytes written to out; 0 for an empty frame; -1 for bad COBS or what does not fit
     */
    public static int unstuff(byte[] frame, int length, byte[] out) {
        int from = 0;
        int to = 0;
        while (from < length) {
            int block = frame[from] & 0xff;
            boolean zero = block <= FULL_BLOCK && from + block < length;
            if (block == 0 || from + block > length || to + block - 1 + (zero ? 1 : 0) > out.length) {
                return -1;
            }
            System.arraycopy(frame, from + 1, out, to, block - 1);
            to += block - 1;
            from += block;
            if (zero) {
                out[to++] = 0;
            }
        }
        return to;
    }
}
