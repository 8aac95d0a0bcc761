package dev.platine.mcu.debug;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.core.DebugPort;
import dev.platine.mcu.core.HostCall;
import dev.platine.mcu.core.Processor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARM's semihosting: what a program asks its host for by {@code BKPT 0xAB}. Console, clock, exit code; files only where the host gives
 * some. Time is virtual. A program that reads an empty console waits, and interrupts are served meanwhile. Used on the simulation's
 * thread only; a program's mistakes end in the error results of the specification.
 */
public final class Semihosting implements HostCall {
    private static final int OPEN = 0x01;
    private static final int CLOSE = 0x02;
    private static final int WRITEC = 0x03;
    private static final int WRITE0 = 0x04;
    private static final int WRITE = 0x05;
    private static final int READ = 0x06;
    private static final int READC = 0x07;
    private static final int ISERROR = 0x08;
    private static final int ISTTY = 0x09;
    private static final int SEEK = 0x0A;
    private static final int FLEN = 0x0C;
    private static final int CLOCK = 0x10;
    private static final int TIME = 0x11;
    private static final int ERRNO = 0x13;
    private static final int GET_CMDLINE = 0x15;
    private static final int HEAPINFO = 0x16;
    private static final int EXIT = 0x18;
    private static final int EXIT_EXTENDED = 0x20;
    private static final int ELAPSED = 0x30;
    private static final int TICKFREQ = 0x31;
    private static final int APPLICATION_EXIT = 0x20026;

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int EBADF = 9;
    private static final int EACCES = 13;
    private static final int EFAULT = 14;
    private static final int EINVAL = 22;
    private static final int EMFILE = 24;
    private static final int ENOSYS = 38;
    private static final int MOST_FILES = 64;
    private static final byte[] FEATURES = {'S', 'H', 'F', 'B', 0x03};

    private final SemihostingHost host;
    private final List<@Nullable SemihostingFile> files = new ArrayList<>();
    private final SemihostingConsole input;
    private int errno;

    /**
     * Semihosting for one program. Give it to {@link Processor#hostCalls}.
     *
     * @param host who answers
     */
    public Semihosting(SemihostingHost host) {
        this.host = host;
        input = new SemihostingConsole(host, SemihostingConsole.IN);
    }

    /** The program begins anew: its files are closed. */
    public void reset() {
        for (SemihostingFile file : files) {
            if (file != null) {
                file.close();
            }
        }
        files.clear();
        errno = 0;
    }

    @Override
    public boolean call(Processor processor) {
        DebugPort memory = processor.debug();
        int[] r = processor.cpu().r;
        int operation = r[0];
        int argument = r[1];
        boolean reads = operation == READC || (operation == READ && file(word(memory, argument)) == input);
        if (reads && !input.ready()) {
            return false;
        }
        r[0] = switch (operation) {
            case WRITEC -> print(memory, argument, 1);
            case WRITE0 -> print(memory, argument, LONGEST_TEXT);
            case READC -> input.next();
            case OPEN, CLOSE, WRITE, READ, ISTTY, SEEK, FLEN -> ofFile(memory, operation, argument);
            case ISERROR -> word(memory, argument) < 0 ? 1 : 0;
            case CLOCK -> (int) (host.nowNs() / 10_000_000);
            case TIME -> (int) (host.startSeconds() + host.nowNs() / 1_000_000_000);
            case ERRNO -> errno;
            case GET_CMDLINE -> commandLine(memory, argument);
            case HEAPINFO -> noHeap(memory, argument);
            case ELAPSED -> elapsed(memory, argument);
            case TICKFREQ -> 1_000_000_000;
            case EXIT, EXIT_EXTENDED -> exit(memory, operation, argument);
            default -> failed(ENOSYS);
        };
        return true;
    }

    private int failed(int error) {
        errno = error;
        return -1;
    }

    private static int word(DebugPort memory, int address) {
        return (int) memory.peek(address, 4);
    }

    private static int exit(DebugPort memory, int operation, int argument) {
        boolean extended = operation == EXIT_EXTENDED;
        int reason = extended ? word(memory, argument) : argument;
        int code = extended ? word(memory, argument + 4) : 0;
        memory.exit(reason == APPLICATION_EXIT ? code : 1);
        return 0;
    }

    private int print(DebugPort memory, int address, int bytes) {
        boolean one = bytes == 1;
        for (int i = 0; i < bytes; i++) {
            long next = memory.peek(address + i, 1);
            if (next == Bus.ERROR || (next == 0 && !one)) {
                return 0;
            }
            host.write(false, (int) next);
        }
        return 0;
    }

    private int elapsed(DebugPort memory, int address) {
        long now = host.nowNs();
        boolean there = memory.poke(address, 4, (int) now) && memory.poke(address + 4, 4, (int) (now >>> 32));
        return there ? 0 : failed(EFAULT);
    }

    /** No addresses: the program's library then uses its linker script's. */
    private int noHeap(DebugPort memory, int argument) {
        int block = word(memory, argument);
        for (int i = 0; i < 4; i++) {
            if (!memory.poke(block + 4 * i, 4, 0)) {
                return failed(EFAULT);
            }
        }
        return 0;
    }

    private int commandLine(DebugPort memory, int argument) {
        byte[] text = host.commandLine().getBytes(StandardCharsets.UTF_8);
        int buffer = word(memory, argument);
        if (text.length >= word(memory, argument + 4)) {
            return failed(EINVAL);
        }
        for (int i = 0; i <= text.length; i++) {
            if (!memory.poke(buffer + i, 1, i < text.length ? text[i] : 0)) {
                return failed(EFAULT);
            }
        }
        memory.poke(argument + 4, 4, text.length);
        return 0;
    }

    private @Nullable SemihostingFile file(int handle) {
        return handle > 0 && handle <= files.size() ? files.get(handle - 1) : null;
    }

    private int ofFile(DebugPort memory, int operation, int argument) {
        int first = word(memory, argument);
        if (operation == OPEN) {
            return open(memory, first, word(memory, argument + 4), word(memory, argument + 8));
        }
        SemihostingFile file = file(first);
        int address = word(memory, argument + 4);
        int bytes = word(memory, argument + 8);
        if (file == null) {
            int nothing = failed(EBADF);
            return operation == WRITE || operation == READ ? bytes : nothing;
        }
        return switch (operation) {
            case CLOSE -> close(first, file);
            case WRITE -> write(memory, file, address, bytes);
            case READ -> read(memory, file, address, bytes);
            case ISTTY -> file instanceof SemihostingConsole ? 1 : 0;
            case SEEK -> file.seek(address & 0xFFFFFFFFL) ? 0 : failed(EINVAL);
            default -> (int) file.lengthBytes();
        };
    }

    private int open(DebugPort memory, int name, int mode, int length) {
        if (length < 0 || length > LONGEST_TEXT || mode < 0 || mode > 11) {
            return failed(EINVAL);
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) memory.peek(name + i, 1);
        }
        SemihostingFile opened = opened(new String(bytes, StandardCharsets.UTF_8), mode);
        if (opened == null) {
            return failed(EACCES);
        }
        int free = files.indexOf(null);
        if (free >= 0) {
            files.set(free, opened);
            return free + 1;
        }
        if (files.size() >= MOST_FILES) {
            opened.close();
            return failed(EMFILE);
        }
        files.add(opened);
        return files.size();
    }

    private @Nullable SemihostingFile opened(String name, int mode) {
        if (name.equals(":tt")) {
            return mode < 4 ? input : new SemihostingConsole(host, mode / 4);
        }
        if (name.equals(":semihosting-features")) {
            return mode < 4 ? new SemihostingBytes(FEATURES) : null;
        }
        return host.open(name, mode);
    }

    private int close(int handle, SemihostingFile file) {
        files.set(handle - 1, null);
        file.close();
        return 0;
    }

    /** How many bytes were not written. */
    private int write(DebugPort memory, SemihostingFile file, int address, int bytes) {
        if (bytes < 0) {
            errno = EINVAL;
            return bytes;
        }
        byte[] block = new byte[Math.min(bytes, LONGEST_TEXT)];
        int done = 0;
        while (done < bytes) {
            int part = Math.min(block.length, bytes - done);
            for (int i = 0; i < part; i++) {
                long next = memory.peek(address + done + i, 1);
                if (next == Bus.ERROR) {
                    errno = EFAULT;
                    return bytes - done;
                }
                block[i] = (byte) next;
            }
            int written = file.write(block, part);
            if (written <= 0) {
                errno = EBADF;
                break;
            }
            done += written;
        }
        return bytes - done;
    }

    /** How many bytes were not read. */
    private int read(DebugPort memory, SemihostingFile file, int address, int bytes) {
        byte[] block = new byte[Math.max(Math.min(bytes, LONGEST_TEXT), 0)];
        int came = file.read(block, block.length);
        if (came < 0) {
            errno = EBADF;
            return bytes;
        }
        for (int i = 0; i < came; i++) {
            if (!memory.poke(address + i, 1, block[i])) {
                errno = EFAULT;
                return bytes - i;
            }
        }
        return bytes - came;
    }
}
