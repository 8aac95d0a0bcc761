package dev.platine.hal.linux;

import com.sun.jna.Pointer;

/** The error numbers of Linux that Platine tells apart, and the text of all. */
public final class Errno {
    /** Not allowed. */
    public static final int EPERM = 1;
    /** No such file. */
    public static final int ENOENT = 2;
    /** A signal came first. */
    public static final int EINTR = 4;
    /** Input or output failed; a serial device that vanished. */
    public static final int EIO = 5;
    /** No such device; a serial device that vanished. */
    public static final int ENXIO = 6;
    /** Not yet; the time ran out. */
    public static final int EAGAIN = 11;
    /** No right to it. */
    public static final int EACCES = 13;
    /** Somebody else has it. */
    public static final int EBUSY = 16;
    /** No such device; a serial device that vanished. */
    public static final int ENODEV = 19;
    /** Not a directory on the way. */
    public static final int ENOTDIR = 20;
    /** An argument is wrong. */
    public static final int EINVAL = 22;
    /** Too many open files in the system. */
    public static final int ENFILE = 23;
    /** Too many open files in this process. */
    public static final int EMFILE = 24;
    /** Not a terminal. */
    public static final int ENOTTY = 25;
    /** The far end closed. */
    public static final int EPIPE = 32;
    /** ISO-TP: the far end sent no flow control. */
    public static final int ECOMM = 70;
    /** ISO-TP: a frame was not filled up as agreed. */
    public static final int EBADMSG = 74;
    /** ISO-TP: a frame was missing in a message. */
    public static final int EILSEQ = 84;
    /** ISO-TP: the far end has no room for so long a message. */
    public static final int EMSGSIZE = 90;
    /** The wrong kind of socket. */
    public static final int EPROTOTYPE = 91;
    /** The kernel has no such protocol. */
    public static final int EPROTONOSUPPORT = 93;
    /** The kernel has no such kind of address. */
    public static final int EAFNOSUPPORT = 97;
    /** The network interface is down. */
    public static final int ENETDOWN = 100;
    /** No route. */
    public static final int ENETUNREACH = 101;
    /** No room for what is to be sent. */
    public static final int ENOBUFS = 105;
    /** The connection was reset. */
    public static final int ECONNRESET = 104;
    /** No answer. */
    public static final int ETIMEDOUT = 110;
    /** Nothing listens there. */
    public static final int ECONNREFUSED = 111;
    /** The host does not answer. */
    public static final int EHOSTUNREACH = 113;
    /** The device on the bus did not acknowledge. */
    public static final int EREMOTEIO = 121;
    /** Under way. */
    public static final int EINPROGRESS = 115;

    private Errno() {}

    /**
     * Text for people, in English for the usual ones whatever the system's language.
     *
     * @param errno an error number
     * @return one line without a full stop, such as {@code connection reset by peer}
     */
    public static String text(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or directory";
            case EIO -> "input/output error";
            case ENXIO, ENODEV -> "no such device";
            case EACCES -> "permission denied";
            case EBUSY -> "device or resource busy";
            case EMFILE, ENFILE -> "too many open files";
            case ENOTTY -> "not a serial line";
            case EPIPE -> "closed by peer";
            case ENETUNREACH -> "network is unreachable";
            case ECONNRESET -> "connection reset by peer";
            case ETIMEDOUT -> "connection timed out";
            case ECONNREFUSED -> "connection refused";
            case EHOSTUNREACH -> "no route to host";
            default -> new Pointer(LinuxCalls.strerror(errno)).getString(0) + " (errno " + errno + ")";
        };
    }
}
