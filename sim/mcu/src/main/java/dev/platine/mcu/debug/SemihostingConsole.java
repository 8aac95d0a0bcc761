package dev.platine.mcu.debug;

/** The console as a file, {@code :tt}: input, output or error output by the mode it was opened with. */
final class SemihostingConsole implements SemihostingFile {
    static final int IN = 0;
    static final int ERROR = 2;

    private static final int NONE = -3;

    private final SemihostingHost host;
    private final int kind;
    private int waiting = NONE;

    SemihostingConsole(SemihostingHost host, int kind) {
        this.host = host;
        this.kind = kind;
    }

    /** Whether a byte, or the end, is there. */
    boolean ready() {
        if (waiting == NONE) {
            int next = host.read();
            waiting = next == SemihostingHost.NOTHING_YET ? NONE : next;
        }
        return waiting != NONE;
    }

    /** The next byte, -1 at the end; only when ready. */
    int next() {
        int next = waiting;
        if (next == SemihostingHost.END) {
            return -1;
        }
        waiting = NONE;
        return next;
    }

    @Override
    public int read(byte[] into, int bytes) {
        if (kind != IN) {
            return -1;
        }
        int count = 0;
        while (count < bytes && ready()) {
            int next = next();
            if (next < 0) {
                break;
            }
            into[count++] = (byte) next;
            if (next == '\n') {
                break;
            }
        }
        return count;
    }

    @Override
    public int write(byte[] from, int bytes) {
        if (kind == IN) {
            return -1;
        }
        for (int i = 0; i < bytes; i++) {
            host.write(kind == ERROR, from[i] & 0xFF);
        }
        return bytes;
    }

    @Override
    public boolean seek(long position) {
        return false;
    }

    @Override
    public long lengthBytes() {
        return 0;
    }

    @Override
    public void close() {}
}
