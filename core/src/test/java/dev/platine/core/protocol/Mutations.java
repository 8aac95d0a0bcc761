package dev.platine.core.protocol;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Small changes to bytes that are likely to meet a decoder's edges. */
final class Mutations {
    private static final byte[] LIKELY = {0, 1, 2, 4, 5, 8, 9, 0x0a, 0x10, 0x12, 0x15, 0x1a, 0x1d, 0x7f, -128, -1};

    private Mutations() {}

    static byte[] mutate(SplittableRandom random, byte[] original) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            bytes = mutateOnce(random, bytes);
        }
        return bytes;
    }

    private static byte[] mutateOnce(SplittableRandom random, byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {LIKELY[random.nextInt(LIKELY.length)]};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = LIKELY[random.nextInt(LIKELY.length)];
            case 2 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return splice(bytes, at, new byte[] {LIKELY[random.nextInt(LIKELY.length)]});
            }
            default -> {
                int end = at + random.nextInt(bytes.length - at + 1);
                return splice(bytes, random.nextInt(bytes.length), Arrays.copyOfRange(bytes, at, end));
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, byte[] piece) {
        byte[] result = new byte[bytes.length + piece.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(piece, 0, result, at, piece.length);
        System.arraycopy(bytes, at, result, at + piece.length, bytes.length - at);
        return result;
    }
}
