package dev.platine.mcu.debug;

/** A file that a host gives to a semihosted program. Errors are told by numbers below 0, nothing throws. Used on the simulation's thread. */
public interface SemihostingFile {
    /**
     * Reads from the current position.
     *
     * @param into where to, from its beginning
     * @param bytes how many at most
     * @return how many came, 0 at the end, below 0 for an error
     */
    int read(byte[] into, int bytes);

    /**
     * Writes at the current position.
     *
     * @param from what, from its beginning
     * @param bytes how many
     * @return how many were written, below 0 for an error
     */
    int write(byte[] from, int bytes);

    /**
     * Moves.
     *
     * @param position from the beginning, in bytes
     * @return whether it could
     */
    boolean seek(long position);

    /**
     * How long it is.
     *
     * @return bytes, below 0 for an error
     */
    long lengthBytes();

    /** Ends. */
    void close();
}
