package dev.platine.mcu.pin.can;

import java.util.Locale;

/**
 * A classic CAN frame. Immutable.
 *
 * @param id 11 bits, 29 if extended
 * @param extended whether the identifier has 29 bits
 * @param remote whether it asks for data and has none
 * @param dlc the length code as sent, 0 to 15; above 8 it means 8 bytes
 * @param data byte 0 in the lowest bits; bytes beyond the length are 0
 */
public record CanFrame(int id, boolean extended, boolean remote, int dlc, long data) {
    /**
     * A frame.
     *
     * @param id 11 bits, 29 if extended
     * @param extended whether the identifier has 29 bits
     * @param remote whether it asks for data and has none
     * @param dlc 0 to 15
     * @param data byte 0 in the lowest bits; what is beyond the length is dropped
     * @throws IllegalArgumentException if identifier or length do not fit
     */
    public CanFrame {
        if (id < 0 || id >= 1 << (extended ? 29 : 11)) {
            throw new IllegalArgumentException(
                    "must have " + (extended ? 29 : 11) + " bits: id=0x" + Integer.toHexString(id));
        }
        if (dlc < 0 || dlc > 15) {
            throw new IllegalArgumentException("must be 0 to 15: dlc=" + dlc);
        }
        int bytes = remote ? 0 : Math.min(dlc, 8);
        data &= bytes == 8 ? -1L : (1L << (8 * bytes)) - 1;
    }

    /**
     * A data frame with 11 bits of identifier.
     *
     * @param id 0 to 0x7FF
     * @param bytes its data, at most 8
     * @return the frame
     * @throws IllegalArgumentException if identifier or data are too long
     */
    public static CanFrame of(int id, int... bytes) {
        return new CanFrame(id, false, false, length(bytes), pack(bytes));
    }

    /**
     * A data frame with 29 bits of identifier.
     *
     * @param id 0 to 0x1FFFFFFF
     * @param bytes its data, at most 8
     * @return the frame
     * @throws IllegalArgumentException if identifier or data are too long
     */
    public static CanFrame extended(int id, int... bytes) {
        return new CanFrame(id, true, false, length(bytes), pack(bytes));
    }

    private static int length(int[] bytes) {
        if (bytes.length > 8) {
            throw new IllegalArgumentException("must be at most 8: bytes=" + bytes.length);
        }
        return bytes.length;
    }

    private static long pack(int[] bytes) {
        long data = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            data = (data << 8) | (bytes[i] & 0xFF);
        }
        return data;
    }

    /**
     * How many data bytes it carries.
     *
     * @return 0 to 8
     */
    public int bytes() {
        return remote ? 0 : Math.min(dlc, 8);
    }

    /**
     * A data byte.
     *
     * @param index 0 to 7
     * @return 0 to 255
     */
    public int at(int index) {
        return (int) (data >>> (8 * index)) & 0xFF;
    }

    /** As candump writes it: {@code 123#0102}, {@code 00000123#R}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, extended ? "%08X#" : "%03X#", id));
        if (remote) {
            text.append('R').append(dlc == 0 ? "" : Integer.toString(dlc));
        }
        for (int i = 0; i < bytes(); i++) {
            text.append(String.format(Locale.ROOT, "%02X", at(i)));
        }
        return text.toString();
    }
}
