package dev.platine.app;

import dev.platine.hal.linux.Pty;
import dev.platine.sim.emulated.BytePort;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of an emulated microcontroller, connected with something of this computer. Bytes of the firmware wait in a queue for a
 * thread of their own, so that a slow reader holds up the rack only once {@value #MOST_WAITING} of them wait, and then for {@value #PATIENCE_MS} ms at most:
 * the run ends, as it does when nothing can be written.
 */
final class UartBridge implements AutoCloseable {
    private static final int MOST_WAITING = 1 << 20;
    private static final int CHUNK = 256;
    private static final long CLOSE_MS = 2_000;
    private static final long PATIENCE_MS = 10_000;

    private final Rack rack;
    private final BytePort port;
    private final BridgeEnd far;
    private final String where;
    private final boolean ends;
    private final BlockingQueue<Byte> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final Thread reader;
    private final Runnable broken;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closing;
    private volatile @Nullable String trouble;

    private UartBridge(Rack rack, BytePort port, BridgeEnd far, String where, boolean ends, Runnable broken) {
        this.broken = broken;
        this.rack = rack;
        this.port = port;
        this.far = far;
        this.where = where;
        this.ends = ends;
        writer = thread(this::write, "to " + where);
        reader = thread(this::read, "from " + where);
        port.listen(this::sent);
        if (ends && far.isSilent()) {
            port.end();
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "uart " + name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Connects a port.
     *
     * @param option {@code PORT=WHERE} as people give it, PORT already found
     * @param ends whether nobody else sends to the port, so that it is told when no more bytes will come
     * @param broken is run inside the rack, once, when nothing can be written there any more
     * @throws Failure when it cannot be had
     */
    static UartBridge open(Rack rack, BytePort port, String option, boolean ends, Console console, Runnable broken) {
        String where = option.substring(option.indexOf('=') + 1);
        String given = option.substring(0, option.indexOf('='));
        String name = given.substring(0, given.indexOf('/') + 1) + port.name();
        try {
            return new UartBridge(rack, port, end(name, where, option, console), option, ends, broken);
        } catch (BindException e) {
            throw new Failure(
                    Exit.COMPUTER, "--uart " + option + ": the port is in use; take another, or 0 for any free one", e);
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--uart " + option + ": cannot be opened: " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new Failure(Exit.USAGE, "--uart " + option + ": no such path can be: " + e.getMessage(), e);
        }
    }

    /** Prints what a port says, and gives it nothing. */
    static UartBridge print(Rack rack, BytePort port, boolean ends, Console console) {
        BridgeEnd printed = new BridgeEnd.Streams(null, console.raw());
        return new UartBridge(rack, port, printed, "the results", ends, () -> {});
    }

    private static BridgeEnd end(String name, String where, String option, Console console) throws IOException {
        if (where.equals("stdio")) {
            return new BridgeEnd.Streams(System.in, console.raw());
        } else if (where.startsWith("file:")) {
            Path file = Path.of(where.substring(5));
            return new BridgeEnd.Streams(null, Files.newOutputStream(file));
        } else if (where.startsWith("tcp:")) {
            BridgeEnd.Tcp tcp = new BridgeEnd.Tcp(port(where.substring(4), option));
            console.line("uart " + name + " tcp://127.0.0.1:" + tcp.port());
            return tcp;
        } else if (where.equals("pty") || where.startsWith("pty:")) {
            Path link = where.length() > 4 ? Path.of(where.substring(4)) : null;
            BridgeEnd.Terminal terminal = new BridgeEnd.Terminal(Pty.open(), link);
            console.line("uart " + name + " serial://" + terminal.path());
            return terminal;
        }
        throw new Failure(Exit.USAGE, "--uart " + option + ": must be stdio, tcp:PORT, pty, pty:LINK or file:PATH");
    }

    private static int port(String text, String option) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException ignored) {
            // told below
        }
        throw new Failure(Exit.USAGE, "--uart " + option + ": the port must be 0 to 65535");
    }

    void start() {
        writer.start();
        if (!far.isSilent()) {
            reader.start();
        }
    }

    private void sent(byte value) {
        if (trouble != null || !taken(value)) {
            lost.incrementAndGet();
        }
    }

    /** A reader that is slow holds up the rack, but not for ever. */
    private boolean taken(byte value) {
        if (waiting.offer(value)) {
            return true;
        }
        try {
            if (waiting.offer(value, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            trouble = "nobody has read there for " + PATIENCE_MS / 1_000 + " s";
            broken.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** What went wrong, with how many bytes of the firmware did not arrive; null for nothing. Once closed. */
    @Nullable
    String trouble() {
        String told = trouble;
        return told == null
                ? null
                : "--uart " + where + ": " + told + "; " + lost.get() + " bytes of the firmware were lost";
    }

    private void write() {
        byte[] chunk = new byte[CHUNK];
        int count = 0;
        try {
            while (true) {
                count = 0;
                Byte first = waiting.poll(20, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                chunk[count++] = first;
                for (Byte more = waiting.poll(); more != null; more = count < CHUNK ? waiting.poll() : null) {
                    chunk[count++] = more;
                    if (count == CHUNK) {
                        break;
                    }
                }
                far.write(chunk, count);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            lost.addAndGet(count);
            if (!closing || trouble == null) {
                fail("cannot be written: " + e.getMessage());
            }
        }
    }

    private void fail(String why) {
        trouble = why;
        lost.addAndGet(waiting.drainTo(new ArrayList<>()));
        if (closing) {
            return;
        }
        rack.enter();
        try {
            broken.run();
        } finally {
            rack.exit();
        }
    }

    private void read() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = far.read(chunk); count >= 0 && !closing; count = far.read(chunk)) {
                give(chunk, count);
            }
            end();
        } catch (IOException e) {
            // nobody writes there any more
        }
    }

    private void end() {
        if (ends && !closing) {
            rack.enter();
            try {
                port.end();
            } finally {
                rack.exit();
            }
        }
    }

    private void give(byte[] chunk, int count) {
        for (int done = 0; done < count && !closing; ) {
            rack.enter();
            try {
                done += port.give(chunk, done, count - done);
            } finally {
                rack.exit();
            }
            if (done < count) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MS);
            far.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            trouble = trouble == null ? "cannot be written: " + e.getMessage() : trouble;
        }
        int left = waiting.drainTo(new ArrayList<>());
        if (left > 0) {
            lost.addAndGet(left);
            trouble = trouble == null ? "nobody reads there" : trouble;
        }
    }
}
