package dev.platine.hal.linux.value;

import dev.platine.core.yaml.YamlBlock;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some bits of a number of one to four bytes. Immutable.
 *
 * @param type how the number lies in bytes
 * @param mask which of its bits, above 0
 * @param shift how far they are from bit 0
 */
public record Field(Type type, long mask, int shift) {
    /**
     * A number in bytes.
     *
     * @param bytes how many, 1 to 4
     * @param signed whether the highest bit of the field is its sign
     * @param big whether the highest byte comes first
     */
    public record Type(int bytes, boolean signed, boolean big) {
        private static final Map<String, Type> WORDS = words();

        private static Map<String, Type> words() {
            Map<String, Type> words = new LinkedHashMap<>();
            words.put("u8", new Type(1, false, true));
            words.put("s8", new Type(1, true, true));
            for (int bytes = 2; bytes <= 4; bytes++) {
                for (String order : new String[] {"be", "le"}) {
                    words.put("u" + 8 * bytes + order, new Type(bytes, false, order.equals("be")));
                    words.put("s" + 8 * bytes + order, new Type(bytes, true, order.equals("be")));
                }
            }
            return words;
        }

        /**
         * Reads {@code type}, {@code u8} when it is left out.
         *
         * @param block where
         * @return the type
         */
        public static Type read(YamlBlock block) {
            return block.choice("type", WORDS, new Type(1, false, true));
        }

        long all() {
            return (1L << (8 * bytes)) - 1;
        }

        /**
         * The whole number, unsigned.
         *
         * @param from bytes
         * @param at index of the first
         * @return the number
         */
        public long get(ByteBuffer from, int at) {
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                number = (number << 8) | (from.get(at + (big ? i : bytes - 1 - i)) & 0xff);
            }
            return number;
        }

        /**
         * Puts the whole number.
         *
         * @param into bytes
         * @param at index of the first
         * @param number its low bits count
         */
        public void put(ByteBuffer into, int at, long number) {
            for (int i = 0; i < bytes; i++) {
                into.put(at + (big ? bytes - 1 - i : i), (byte) (number >> (8 * i)));
            }
        }
    }

    /**
     * Reads {@code type}, and {@code mask} and {@code shift}, or {@code bit}, of a channel; all bits when they are left out.
     *
     * @param channel its block
     * @return the field
     */
    public static Field read(YamlBlock channel) {
        Type type = Type.read(channel);
        if (channel.has("bit")) {
            int bit = (int) channel.whole("bit", 0, 0, 8L * type.bytes() - 1);
            if (channel.has("mask") || channel.has("shift")) {
                channel.mistake("bit", "is said beside mask or shift, must be alone; leave one out");
            }
            return new Field(type, 1L << bit, bit);
        }
        long mask = channel.whole("mask", type.all(), 1, type.all());
        int shift = (int) channel.whole("shift", Long.numberOfTrailingZeros(mask), 0, 31);
        if (mask >>> shift == 0) {
            channel.mistake("shift", "is " + shift + ", must leave something of the mask; make it smaller");
            return new Field(type, type.all(), 0);
        }
        return new Field(type, mask & ~((1L << shift) - 1), shift);
    }

    /**
     * How many bits it has, from its lowest to its highest.
     *
     * @return 1 to 32
     */
    public int bits() {
        return Long.SIZE - Long.numberOfLeadingZeros(mask >>> shift);
    }

    /**
     * Takes it out of the whole number.
     *
     * @param number the whole number
     * @return the field's number, below 0 where its type is signed and its highest bit set
     */
    public long of(long number) {
        long bits = (number & mask) >>> shift;
        int unused = Long.SIZE - bits();
        return type.signed() ? (bits << unused) >> unused : bits;
    }

    /**
     * Puts it into the whole number.
     *
     * @param number the whole number before
     * @param field the field's number
     * @return the whole number with it; other bits are as before
     */
    public long with(long number, long field) {
        return (number & ~mask) | ((field << shift) & mask);
    }
}
