package dev.platine.mcu.debug;

import java.util.Locale;

/** Reads a packet from left to right; what is not there reads as {@link #NONE}, never as an exception. */
final class GdbText {
    static final long NONE = -1;

    private final String text;
    private int at;

    GdbText(String text, int from) {
        this.text = text;
        at = Math.min(from, text.length());
    }

    /** A hexadecimal number of up to 32 bits without sign, or {@link #NONE} if there is none or it is larger. */
    long number() {
        int from = at;
        long value = 0;
        while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
            value = Math.min(value << 4 | Character.digit(text.charAt(at++), 16), 1L << 40);
        }
        return at == from || value > 0xFFFFFFFFL ? NONE : value;
    }

    /** Whether a character comes next; it is passed then. */
    boolean passed(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    boolean atEnd() {
        return at == text.length();
    }

    String rest() {
        return text.substring(at);
    }

    /** The bytes of an even number of hexadecimal digits; empty if it is odd or one is none. */
    static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() % 2 == 0 ? hex.length() / 2 : 0];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(hex.charAt(2 * i), 16);
            int low = Character.digit(hex.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return new byte[0];
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(2 * bytes.length);
        for (byte next : bytes) {
            hex.append(Character.forDigit(next >> 4 & 15, 16)).append(Character.forDigit(next & 15, 16));
        }
        return hex.toString();
    }

    /** A number as the target's bytes lie in its memory. */
    static String littleEndian(long value, int bytes) {
        byte[] all = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            all[i] = (byte) (value >> (8 * i));
        }
        return hex(all);
    }

    static long littleEndian(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xFF);
        }
        return value;
    }

    static String address(int address) {
        return String.format(Locale.ROOT, "0x%08x", address);
    }
}
