package dev.platine.mcu.bus;

/**
 * A device whose words mostly read as they stand and keep what is written. These are read, and written up to what follows, without a call
 * that the running machine could not foresee: such calls cost more than all the rest of an access. What is special goes the long way. Used
 * on the simulation's thread only.
 */
public abstract class WordDevice implements Device {
    private static final int READS = 1;
    private static final int NOTES = 2;
    private static final int TAKES = 4;
    private static final int SILENT = 8;
    private static final byte[] CLOSED = {};

    private final int[] words;
    private final int[] kept;
    private final int[] special;
    private final byte[] ways;
    /** {@link #ways} while it is open: then nothing else has to be asked. */
    private byte[] open = CLOSED;

    private boolean prepared;
    private int noted;

    /**
     * A device of zeros, closed.
     *
     * @param count how many words it has
     */
    protected WordDevice(int count) {
        words = new int[count];
        kept = new int[count];
        special = new int[count];
        ways = new byte[count];
    }

    /**
     * The words themselves.
     *
     * @return not a copy
     */
    protected final int[] words() {
        return words;
    }

    /**
     * Opens the quick ways, or closes them all.
     *
     * @param now whether they are open from now on
     */
    protected final void open(boolean now) {
        open = now ? ways : CLOSED;
    }

    /**
     * Tells whether a word is read as it stands, and a read does nothing.
     *
     * @param word its number
     * @param now whether that is so from now on
     */
    protected final void readsAsItStands(int word, boolean now) {
        ways[word] = (byte) (now ? ways[word] | READS : ways[word] & ~READS);
    }

    /**
     * Tells that a read of a word is noted: what it gave is {@link #noted} until the next one.
     *
     * @param word its number, of one that {@link #readsAsItStands}
     */
    protected final void notes(int word) {
        ways[word] |= NOTES;
    }

    /**
     * What the last read gave that is noted.
     *
     * @return all bits of the word
     */
    protected final int noted() {
        return noted;
    }

    /**
     * Changes what was noted.
     *
     * @param bits what counts as read
     */
    protected final void noted(int bits) {
        noted = bits;
    }

    /**
     * Tells whether nothing follows from what is written to a word: {@link #wasWritten} is not called on the quick way then.
     *
     * @param word its number
     * @param now whether that is so from now on
     */
    protected final void isSilent(int word, boolean now) {
        ways[word] = (byte) (now ? ways[word] | SILENT : ways[word] & ~SILENT);
    }

    /**
     * Tells whether {@link #prepare} has to be called before a write.
     *
     * @param now whether it is from now on
     */
    protected final void isPrepared(boolean now) {
        prepared = now;
    }

    /** A write comes by the quick way: for a device that has to bring itself up to now before its words change. */
    protected void prepare() {}

    /**
     * Tells that a word is written by its bits alone, and {@link #wasWritten} follows.
     *
     * @param word its number
     * @param bits those that become what is written; the others stay
     * @param but bits that a write may change only on the long way
     */
    protected final void takes(int word, int bits, int but) {
        kept[word] = ~bits;
        special[word] = but;
        ways[word] |= TAKES;
    }

    @Override
    public final long read(int offset, int size) {
        byte[] now = open;
        int word = offset >> 2;
        int way = word < now.length ? now[word] : 0;
        if ((way & READS) == 0) {
            return readWithEffects(offset, size);
        }
        int value = words[word];
        if ((way & NOTES) != 0) {
            noted = value;
        }
        return size == 4 ? value & 0xFFFFFFFFL : (value >>> (8 * (offset & 3))) & ((1L << (8 * size)) - 1);
    }

    @Override
    public final boolean write(int offset, int size, int value) {
        byte[] now = open;
        int word = offset >> 2;
        int way = word < now.length && size == 4 ? now[word] : 0;
        if ((way & TAKES) != 0) {
            if (prepared) {
                prepare();
            }
            int before = words[word];
            if (((before ^ value) & special[word]) == 0) {
                words[word] = (before & kept[word]) | (value & ~kept[word]);
                if ((way & SILENT) == 0) {
                    wasWritten(offset, before, value);
                }
                return true;
            }
        }
        return writeWithCare(offset, size, value);
    }

    /**
     * Reads on the long way.
     *
     * @param offset where
     * @param size 1, 2 or 4 bytes
     * @return the value, or {@link Bus#ERROR} if the device does not answer
     */
    protected abstract long readWithEffects(int offset, int size);

    /**
     * Writes on the long way.
     *
     * @param offset where
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether the device answered
     */
    protected abstract boolean writeWithCare(int offset, int size, int value);

    /**
     * A word was written and has its new bits.
     *
     * @param offset of the word in bytes, a multiple of 4
     * @param before its bits before
     * @param written the bits that were written, at their places, 0 for bytes that were not
     */
    protected abstract void wasWritten(int offset, int before, int written);
}
