package dev.platine.hal.linux;

import java.nio.ByteBuffer;

/** The settings of a serial line, as the kernel holds them: a {@code struct termios2}. One thread at a time. */
public final class Termios2 {
    /** Ignore breaks. */
    public static final int IGNBRK = 1;
    /** Drop bytes of wrong parity. */
    public static final int IGNPAR = 4;
    /** Check parity. */
    public static final int INPCK = 0x10;
    /** Eight data bits. */
    public static final int CS8 = 0x30;
    /** Two stop bits. */
    public static final int CSTOPB = 0x40;
    /** The receiver is on. */
    public static final int CREAD = 0x80;
    /** A parity bit. */
    public static final int PARENB = 0x100;
    /** Odd parity. */
    public static final int PARODD = 0x200;
    /** The last to close drops the modem lines. */
    public static final int HUPCL = 0x400;
    /** Ignore the modem's carrier. */
    public static final int CLOCAL = 0x800;
    /** The rate is a number in c_ospeed. */
    public static final int BOTHER = 0x1000;
    /** Flow control by RTS and CTS. */
    public static final int CRTSCTS = 0x8000_0000;

    /** Size of the structure. */
    public static final int BYTES = 44;

    /** Offset of c_iflag, an int. */
    public static final int C_IFLAG = 0;
    /** Offset of c_oflag, an int. */
    public static final int C_OFLAG = 4;
    /** Offset of c_cflag, an int. */
    public static final int C_CFLAG = 8;
    /** Offset of c_lflag, an int. */
    public static final int C_LFLAG = 12;
    /** Offset of c_cc, bytes. */
    public static final int C_CC = 17;
    /** Offset of c_ispeed, an int. */
    public static final int C_ISPEED = 36;
    /** Offset of c_ospeed, an int. */
    public static final int C_OSPEED = 40;
    /** Index in c_cc: tenths of a second to wait for more. */
    public static final int VTIME = 5;
    /** Index in c_cc: least number of bytes of a read. */
    public static final int VMIN = 6;

    private final NativeBlock block = new NativeBlock(BYTES);

    /**
     * Reads the settings of a line.
     *
     * @param fd an open serial line or pseudo terminal
     * @return 0, or the error number
     */
    public int load(int fd) {
        return control(fd, LinuxCalls.TCGETS2);
    }

    /**
     * Sets a line, at once.
     *
     * @param fd an open serial line or pseudo terminal
     * @return 0, or the error number
     */
    public int store(int fd) {
        return control(fd, LinuxCalls.TCSETS2);
    }

    private int control(int fd, long request) {
        int errno = LinuxCalls.ioctl(fd, request, block.address()) == 0 ? 0 : LinuxCalls.errno();
        block.keep();
        return errno;
    }

    /**
     * Makes these the settings for frames: 8 bits, every byte as it is, no echo.
     *
     * @param baud bits a second
     * @param flags any of {@link #PARENB}, {@link #PARODD}, {@link #CSTOPB}, {@link #CRTSCTS}
     */
    public void makeRaw(int baud, int flags) {
        ByteBuffer bytes = block.bytes();
        int kept = bytes.getInt(C_CFLAG) & HUPCL;
        bytes.putInt(C_IFLAG, (flags & PARENB) == 0 ? IGNBRK : IGNBRK | INPCK | IGNPAR);
        bytes.putInt(C_OFLAG, 0);
        bytes.putInt(C_CFLAG, kept | BOTHER | CREAD | CLOCAL | CS8 | flags);
        bytes.putInt(C_LFLAG, 0);
        bytes.put(C_CC + VTIME, (byte) 0).put(C_CC + VMIN, (byte) 1);
        bytes.putInt(C_ISPEED, baud).putInt(C_OSPEED, baud);
    }

    /**
     * The control flags.
     *
     * @return c_cflag
     */
    public int controlFlags() {
        return block.bytes().getInt(C_CFLAG);
    }

    /**
     * The local flags; 0 on a raw line.
     *
     * @return c_lflag
     */
    public int localFlags() {
        return block.bytes().getInt(C_LFLAG);
    }

    /**
     * The rate.
     *
     * @return bits a second, as sent
     */
    public int baud() {
        return block.bytes().getInt(C_OSPEED);
    }
}
