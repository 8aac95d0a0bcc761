package dev.platine.hal.linux;

import java.util.Objects;

/**
 * One frame of a CAN bus, made once and filled again and again. One thread at a time.
 *
 * <p>An error frame is the controller's own word about the bus: {@link #isError()}, and {@link CanErrors#text} says what it tells.
 */
public final class CanFrame {
    private final byte[] data = new byte[CanNumbers.CANFD_MAX_DLEN];
    private int id;
    private int length;
    private int flags;
    private boolean fd;
    private long timeNs;

    /** An empty frame of identifier 0. */
    public CanFrame() {}

    /**
     * Makes it a data frame.
     *
     * @param newId identifier of 11 bits, or of 29 together with {@link CanNumbers#CAN_EFF_FLAG}
     * @param newFd whether it is a CAN FD frame, of up to 64 bytes instead of 8
     * @param bytes holds the data
     * @param offset index of its first byte
     * @param newLength how many: 0 to 8; as CAN FD also 12, 16, 20, 24, 32, 48 or 64
     * @return this
     * @throws IllegalArgumentException when a frame cannot have that identifier or length
     * @throws IndexOutOfBoundsException when bytes has no such range
     */
    public CanFrame set(int newId, boolean newFd, byte[] bytes, int offset, int newLength) {
        Objects.checkFromIndexSize(offset, newLength, bytes.length);
        if (!isId(newId)) {
            throw new IllegalArgumentException("must have 11 bits, or 29 and CAN_EFF_FLAG: id=" + newId);
        }
        if (!isLength(newLength, newFd)) {
            throw new IllegalArgumentException("must be 0 to 8, or with CAN FD 12 to 64: length=" + newLength);
        }
        id = newId;
        fd = newFd;
        flags = 0;
        length = newLength;
        System.arraycopy(bytes, offset, data, 0, newLength);
        return this;
    }

    static boolean isId(int id) {
        return (id & CanNumbers.CAN_EFF_FLAG) != 0
                ? (id & ~(CanNumbers.CAN_EFF_FLAG | CanNumbers.CAN_EFF_MASK)) == 0
                : (id & ~CanNumbers.CAN_SFF_MASK) == 0;
    }

    static boolean isLength(int length, boolean fd) {
        return switch (length) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> true;
            case 12, 16, 20, 24, 32, 48, 64 -> fd;
            default -> false;
        };
    }

    void received(int newId, boolean newFd, int newFlags, int newLength, long newTimeNs) {
        id = newId;
        fd = newFd;
        flags = newFlags;
        length = newLength;
        timeNs = newTimeNs;
    }

    /**
     * The identifier with the kernel's flags: CAN_EFF_FLAG when it has 29 bits, CAN_RTR_FLAG, CAN_ERR_FLAG.
     *
     * @return 32 bits
     */
    public int id() {
        return id;
    }

    /**
     * How many data bytes it has.
     *
     * @return 0 to 64
     */
    public int length() {
        return length;
    }

    /**
     * The data.
     *
     * @return always the same array of 64 bytes, of which {@link #length()} count
     */
    public byte[] data() {
        return data;
    }

    /**
     * Whether it is a CAN FD frame.
     *
     * @return true when it is
     */
    public boolean isFd() {
        return fd;
    }

    /**
     * The flags of a CAN FD frame, such as {@link CanNumbers#CANFD_BRS}.
     *
     * @return 8 bits
     */
    public int flags() {
        return flags;
    }

    /**
     * Whether it tells an error instead of carrying data.
     *
     * @return true when it does
     */
    public boolean isError() {
        return (id & CanNumbers.CAN_ERR_FLAG) != 0;
    }

    /**
     * When the kernel received it.
     *
     * @return nanoseconds since 1970; 0 for a frame that was not received
     */
    public long timeNs() {
        return timeNs;
    }
}
