package dev.platine.hal.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The whole native boundary to Linux: every call and every number that Platine takes from the C library and the kernel.
 *
 * <p>Direct mapping with primitives only: addresses and sizes are {@code long}, so a call costs some 70 ns and allocates
 * nothing. That fits 64-bit Linux with the generic numbers, which {@link LinuxHere} asks for. A call returns what C
 * returns; after -1, {@link #errno()} on the same thread says why. Safe for any thread.
 */
public final class LinuxCalls {
    /** Sockets within this computer. */
    public static final int AF_UNIX = 1;
    /** IPv4. */
    public static final int AF_INET = 2;
    /** IPv6. */
    public static final int AF_INET6 = 10;
    /** CAN buses. */
    public static final int AF_CAN = 29;
    /** A byte stream. */
    public static final int SOCK_STREAM = 1;
    /** Messages. */
    public static final int SOCK_DGRAM = 2;
    /** Whatever the protocol has on the wire. */
    public static final int SOCK_RAW = 3;
    /** Calls on the new socket do not block. */
    public static final int SOCK_NONBLOCK = 0x800;
    /** A program that is started does not inherit the new socket. */
    public static final int SOCK_CLOEXEC = 0x80000;

    /** Level of options of any socket. */
    public static final int SOL_SOCKET = 1;
    /** The error that is pending on a socket. */
    public static final int SO_ERROR = 4;
    /** Whether to probe an idle connection. */
    public static final int SO_KEEPALIVE = 9;
    /** How long a receive may block, a timeval. */
    public static final int SO_RCVTIMEO = 20;
    /** How long a connect or send may block, a timeval. */
    public static final int SO_SNDTIMEO = 21;
    /** Level of options of TCP. */
    public static final int IPPROTO_TCP = 6;
    /** Whether to send small segments at once. */
    public static final int TCP_NODELAY = 1;
    /** Seconds of silence before the first probe. */
    public static final int TCP_KEEPIDLE = 4;
    /** Seconds between probes. */
    public static final int TCP_KEEPINTVL = 5;
    /** Probes without an answer that end the connection. */
    public static final int TCP_KEEPCNT = 6;
    /** Milliseconds that data may stay without acknowledgement. */
    public static final int TCP_USER_TIMEOUT = 18;

    /** This call does not block. */
    public static final int MSG_DONTWAIT = 0x40;
    /** No signal when the far end is gone. */
    public static final int MSG_NOSIGNAL = 0x4000;
    /** Shut both directions. */
    public static final int SHUT_RDWR = 2;

    /** There is something to read. */
    public static final int POLLIN = 1;
    /** There is room to write. */
    public static final int POLLOUT = 4;
    /** An error is pending. */
    public static final int POLLERR = 8;
    /** The far end hung up. */
    public static final int POLLHUP = 16;
    /** The descriptor is not open. */
    public static final int POLLNVAL = 32;

    /** Open for reading. */
    public static final int O_RDONLY = 0;
    /** Open for writing. */
    public static final int O_WRONLY = 1;
    /** Open for reading and writing. */
    public static final int O_RDWR = 2;
    /** Do not become this process's terminal. */
    public static final int O_NOCTTY = 0x100;
    /** Calls do not block. */
    public static final int O_NONBLOCK = 0x800;
    /** A program that is started does not inherit it. */
    public static final int O_CLOEXEC = 0x80000;
    /** An eventfd that does not block. */
    public static final int EFD_NONBLOCK = 0x800;
    /** An eventfd that a program that is started does not inherit. */
    public static final int EFD_CLOEXEC = 0x80000;
    /** Exclusive lock. */
    public static final int LOCK_EX = 2;
    /** Do not wait for a lock. */
    public static final int LOCK_NB = 4;
    /** Gives a lock back, also for who shares the open file. */
    public static final int LOCK_UN = 8;

    /** Sets whether calls block, by an int at the address. */
    public static final long FIONBIO = 0x5421;

    /** Reads a termios2. */
    public static final long TCGETS2 = 0x802c542aL;
    /** Sets a termios2 at once. */
    public static final long TCSETS2 = 0x402c542bL;
    /** Drops what waits in a serial line, by number. */
    public static final long TCFLSH = 0x540b;
    /** Drop both directions. */
    public static final long TCIOFLUSH = 2;
    /** Nobody else, except root, may open the line. */
    public static final long TIOCEXCL = 0x540c;
    /** Others may open the line again. */
    public static final long TIOCNXCL = 0x540d;
    /** Reads the number of a pseudo terminal from its master. */
    public static final long TIOCGPTN = 0x80045430L;
    /** Locks a pseudo terminal, or unlocks it when the int at the address is 0. */
    public static final long TIOCSPTLCK = 0x40045431L;

    /** Size of a pollfd: int fd, short events, short revents. */
    public static final int POLLFD_BYTES = 8;
    /** Offset of events in a pollfd. */
    public static final int POLLFD_EVENTS = 4;
    /** Offset of revents in a pollfd. */
    public static final int POLLFD_REVENTS = 6;
    /** Size of a timespec or timeval: long seconds, long nanoseconds or microseconds. */
    public static final int TIMESPEC_BYTES = 16;
    /** Offset of the nanoseconds or microseconds. */
    public static final int TIMESPEC_FRACTION = 8;
    /** Size of a sockaddr_in. */
    public static final int SOCKADDR_IN_BYTES = 16;
    /** Offset of the port in a sockaddr_in and sockaddr_in6, big-endian. */
    public static final int SOCKADDR_IN_PORT = 2;
    /** Offset of the address in a sockaddr_in. */
    public static final int SOCKADDR_IN_ADDRESS = 4;
    /** Size of a sockaddr_in6. */
    public static final int SOCKADDR_IN6_BYTES = 28;
    /** Offset of the address in a sockaddr_in6. */
    public static final int SOCKADDR_IN6_ADDRESS = 8;
    /** Offset of the scope in a sockaddr_in6. */
    public static final int SOCKADDR_IN6_SCOPE = 24;
    /** Offset of the path in a sockaddr_un. */
    public static final int SOCKADDR_UN_PATH = 2;
    /** Size of the path in a sockaddr_un. */
    public static final int SOCKADDR_UN_PATH_BYTES = 108;

    /** Sets by how much the calling thread's timed waits may be late, in nanoseconds; 0 for what it began with. */
    public static final int PR_SET_TIMERSLACK = 29;
    /** Asks for it. */
    public static final int PR_GET_TIMERSLACK = 30;

    /** Memory may be read. */
    public static final int PROT_READ = 1;
    /** Memory may be written. */
    public static final int PROT_WRITE = 2;
    /** A mapping that nobody else sees. */
    public static final int MAP_PRIVATE = 2;
    /** A mapping of no file. */
    public static final int MAP_ANONYMOUS = 0x20;
    /** Gives pages back; they read as zero from then on. */
    public static final int MADV_DONTNEED = 4;

    /** Nanoseconds since some moment of the computer's start; does not step. */
    public static final int CLOCK_MONOTONIC = 1;

    static {
        Native.register(LinuxCalls.class, NativeLibrary.getProcess());
    }

    private LinuxCalls() {}

    /**
     * Why the last call on this thread returned -1.
     *
     * @return one of the numbers of {@link Errno}, or another
     */
    public static int errno() {
        return Native.getLastError();
    }

    /**
     * Makes a socket.
     *
     * @param domain AF_*
     * @param type SOCK_*
     * @param protocol 0 for the usual one
     * @return the descriptor; -1 on failure
     */
    public static native int socket(int domain, int type, int protocol);

    /**
     * Gives a socket its own address.
     *
     * @param fd socket
     * @param address of a sockaddr
     * @param addressBytes its size
     * @return 0; -1 on failure
     */
    public static native int bind(int fd, long address, int addressBytes);

    /**
     * The number of a network interface.
     *
     * @param name address of its name, ends in a zero byte
     * @return the number; 0 when there is none
     */
    public static native int if_nametoindex(long name);

    /**
     * Connects a socket.
     *
     * @param fd socket
     * @param address of a sockaddr
     * @param addressBytes its size
     * @return 0; -1 on failure
     */
    public static native int connect(int fd, long address, int addressBytes);

    /**
     * Sends from memory.
     *
     * @param fd socket
     * @param address of the bytes
     * @param bytes how many
     * @param flags MSG_*
     * @return bytes taken; -1 on failure
     */
    public static native long send(int fd, long address, long bytes, int flags);

    /**
     * Receives into memory.
     *
     * @param fd socket
     * @param address where to
     * @param bytes how many at most
     * @param flags MSG_*
     * @return bytes received, 0 when the far end closed; -1 on failure
     */
    public static native long recv(int fd, long address, long bytes, int flags);

    /**
     * Receives into memory, with what the kernel says about it.
     *
     * @param fd socket
     * @param message address of a msghdr
     * @param flags MSG_*
     * @return bytes received; -1 on failure
     */
    public static native long recvmsg(int fd, long message, int flags);

    /**
     * Ends a connection's directions; wakes who blocks in them.
     *
     * @param fd socket
     * @param how SHUT_*
     * @return 0; -1 on failure
     */
    public static native int shutdown(int fd, int how);

    /**
     * Sets an option of a socket.
     *
     * @param fd socket
     * @param level SOL_SOCKET or IPPROTO_*
     * @param option which
     * @param address of the value
     * @param valueBytes its size
     * @return 0; -1 on failure
     */
    public static native int setsockopt(int fd, int level, int option, long address, int valueBytes);

    /**
     * Reads an option of a socket.
     *
     * @param fd socket
     * @param level SOL_SOCKET or IPPROTO_*
     * @param option which
     * @param address where the value goes
     * @param sizeAddress of an int with its size
     * @return 0; -1 on failure
     */
    public static native int getsockopt(int fd, int level, int option, long address, long sizeAddress);

    /**
     * Waits until a descriptor is ready.
     *
     * @param pollfds address of an array of pollfd
     * @param count how many
     * @param timespec address of the time to wait, 0 for ever
     * @param sigmask 0
     * @return how many are ready, 0 when the time ran out; -1 on failure
     */
    public static native int ppoll(long pollfds, long count, long timespec, long sigmask);

    /**
     * Opens a file.
     *
     * @param path address of the name, ends in a zero byte
     * @param flags O_*
     * @return the descriptor; -1 on failure
     */
    public static native int open(long path, int flags);

    /**
     * Reads into memory.
     *
     * @param fd descriptor
     * @param address where to
     * @param bytes how many at most
     * @return bytes read, 0 at the end; -1 on failure
     */
    public static native long read(int fd, long address, long bytes);

    /**
     * Writes from memory.
     *
     * @param fd descriptor
     * @param address of the bytes
     * @param bytes how many
     * @return bytes taken; -1 on failure
     */
    public static native long write(int fd, long address, long bytes);

    /**
     * Reads into memory from a place in a file, and leaves the file's own place alone.
     *
     * @param fd descriptor
     * @param address where to
     * @param bytes how many at most
     * @param offset from where in the file
     * @return bytes read, 0 at the end; -1 on failure
     */
    public static native long pread(int fd, long address, long bytes, long offset);

    /**
     * Writes from memory to a place in a file, and leaves the file's own place alone.
     *
     * @param fd descriptor
     * @param address of the bytes
     * @param bytes how many
     * @param offset to where in the file
     * @return bytes taken; -1 on failure
     */
    public static native long pwrite(int fd, long address, long bytes, long offset);

    /**
     * Reads a clock.
     *
     * @param clock CLOCK_*
     * @param timespec where the time goes
     * @return 0; -1 on failure
     */
    public static native int clock_gettime(int clock, long timespec);

    /**
     * Closes a descriptor; its number is free for others at once.
     *
     * @param fd descriptor
     * @return 0; -1 on failure
     */
    public static native int close(int fd);

    /**
     * Device control.
     *
     * @param fd descriptor
     * @param request which
     * @param argument address or number
     * @return 0 or what the request says; -1 on failure
     */
    public static native int ioctl(int fd, long request, long argument);

    /**
     * Locks a file between open descriptors.
     *
     * @param fd descriptor
     * @param operation LOCK_*
     * @return 0; -1 on failure
     */
    public static native int flock(int fd, int operation);

    /**
     * Makes a counter that can be polled.
     *
     * @param initial first value
     * @param flags EFD_*
     * @return the descriptor; -1 on failure
     */
    public static native int eventfd(int initial, int flags);

    /**
     * The system's text for an error number.
     *
     * @param errno the number
     * @return address of a text that ends in a zero byte
     */
    public static native long strerror(int errno);

    /**
     * Works on the calling thread.
     *
     * @param option PR_*
     * @param value what the option takes
     * @param second 0 for the options here
     * @param third 0 for the options here
     * @param fourth 0 for the options here
     * @return 0, or what was asked for; -1 on failure
     */
    public static native int prctl(int option, long value, long second, long third, long fourth);

    /**
     * Maps memory.
     *
     * @param address 0 to let the kernel choose
     * @param bytes how much
     * @param protection PROT_*
     * @param flags MAP_*
     * @param fd a file, or -1
     * @param offset in the file
     * @return the address; -1 on failure
     */
    public static native long mmap(long address, long bytes, int protection, int flags, int fd, long offset);

    /**
     * Tells the kernel what will be done with memory.
     *
     * @param address of the first page
     * @param bytes how much
     * @param advice MADV_*
     * @return 0; -1 on failure
     */
    public static native int madvise(long address, long bytes, int advice);
}
