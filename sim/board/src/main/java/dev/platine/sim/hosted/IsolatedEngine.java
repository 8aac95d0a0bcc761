package dev.platine.sim.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Firmware in a process of its own, over a shared file. A call is a number written into the file; each side looks for the other's
 * for a while, then blocks in a pipe. The process that watches the firmware ends a call that does not return, and says how the
 * firmware died.
 *
 * <p>Inside the rack only. A step allocates nothing.
 */
final class IsolatedEngine implements FirmwareEngine {
    private static final Logger LOG = LoggerFactory.getLogger(IsolatedEngine.class);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long SPIN_NS = 20_000;
    private static final int LOOKS = 64;
    private static final int MOST_SKIPPED = 1_024;

    private final String board;
    private final FirmwareImage image;
    private final Path program;
    private final long watchdogMs;
    private final boolean maySpin = Runtime.getRuntime().availableProcessors() > 1;
    private ByteBuffer shared = ByteBuffer.allocate(0);
    private @Nullable Process process;
    private @Nullable OutputStream requests;
    private @Nullable InputStream replies;
    private @Nullable FirmwareOutput output;
    private long request;
    private boolean alive;
    private int skip;
    private int skipped;

    /**
     * An engine without a process.
     *
     * @param watchdogMs how long a call may take on the computer's clock
     */
    IsolatedEngine(String board, FirmwareImage image, Path program, long watchdogMs) {
        this.board = board;
        this.image = image;
        this.program = program;
        this.watchdogMs = watchdogMs;
    }

    @Override
    public FirmwareBlock prepare() {
        Process now = process;
        if (now == null || !now.isAlive()) {
            close();
            try {
                start();
            } catch (IOException broken) {
                close();
                throw new FirmwareFailure("firmware " + image.file() + " has no process to live in: " + broken);
            }
        }
        return new FirmwareBlock(shared);
    }

    private boolean ended() {
        return (int) INT.getVolatile(shared, IsolationLayout.ENDED) != 0;
    }

    @Override
    public long init() {
        begin();
        return call(IsolationLayout.COMMAND_INIT, 0);
    }

    /** Has the watching process fork a new life, which then waits for its first call. */
    void begin() {
        try {
            InputStream in = replies;
            while (in != null && in.available() > 0) {
                in.read(); // of the life before
            }
            INT.setVolatile(shared, IsolationLayout.ENDED, 0);
            INT.setVolatile(shared, IsolationLayout.HOST_WAITS, 0);
            LONG.setVolatile(shared, IsolationLayout.REQUEST, request); // a new file knows of no calls yet
            LONG.setVolatile(shared, IsolationLayout.REPLY, request);
            alive = true;
            wake('L');
        } catch (IOException broken) {
            throw new FirmwareFailure("has no process to live in: " + broken);
        }
    }

    @Override
    public long step(long nowNs) {
        return call(IsolationLayout.COMMAND_STEP, nowNs);
    }

    private void start() throws IOException {
        Path file = Files.isWritable(SHARED_MEMORY)
                ? Files.createTempFile(SHARED_MEMORY, "platine-", ".block")
                : Files.createTempFile("platine-", ".block");
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, IsolationLayout.SHARED_BYTES);
            }
            Process started = new ProcessBuilder(
                            program.toString(),
                            file.toString(),
                            image.file().toAbsolutePath().toString(),
                            Long.toString(watchdogMs))
                    .start();
            process = started;
            requests = started.getOutputStream();
            InputStream in = started.getInputStream();
            replies = in;
            output = FirmwareOutput.read(board, started.getErrorStream());
            if (in.read() < 0) {
                throw new IOException("the host process ended at once");
            }
        } finally {
            Files.deleteIfExists(file); // both have it open
        }
    }

    private void wake(char octet) throws IOException {
        OutputStream out = requests;
        if (out != null) {
            out.write(octet);
            out.flush();
        }
    }

    private long call(int command, long argument) {
        try {
            send(command, argument);
            await(false);
        } catch (IOException broken) {
            throw new FirmwareFailure("has lost its process: " + broken);
        }
        if ((long) LONG.getVolatile(shared, IsolationLayout.REPLY) != request) {
            throw new FirmwareFailure(death());
        }
        return shared.getLong(IsolationLayout.RESULT);
    }

    private void send(int command, long argument) throws IOException {
        shared.putInt(IsolationLayout.COMMAND, command);
        shared.putLong(IsolationLayout.ARGUMENT, argument);
        LONG.setVolatile(shared, IsolationLayout.REQUEST, ++request);
        if ((int) INT.getAndSet(shared, IsolationLayout.CHILD_WAITS, 0) != 0) {
            wake('W');
        }
    }

    private boolean done(boolean death) {
        return ended() || (!death && (long) LONG.getVolatile(shared, IsolationLayout.REPLY) == request);
    }

    // Waits for the reply or for the firmware's death: looks for a while, as long as that has paid lately, then blocks.
    private void await(boolean death) throws IOException {
        if (maySpin && skipped++ >= skip) {
            skipped = 0;
            if (spin(death)) {
                skip = 0;
                return;
            }
            skip = skip == 0 ? 1 : Math.min(MOST_SKIPPED, skip * 2);
        }
        while (!done(death)) {
            INT.setVolatile(shared, IsolationLayout.HOST_WAITS, 1);
            if (!done(death) || (int) INT.getAndSet(shared, IsolationLayout.HOST_WAITS, 0) == 0) {
                InputStream in = replies;
                if (in == null || in.read() < 0) {
                    throw new IOException("the host process ended");
                }
            }
        }
    }

    private boolean spin(boolean death) {
        long untilNs = System.nanoTime() + SPIN_NS;
        do {
            for (int i = 0; i < LOOKS; i++) {
                if (done(death)) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - untilNs < 0);
        return false;
    }

    private String death() {
        alive = false;
        FirmwareOutput said = output;
        String words = said == null
                ? null
                : said.lastWords(shared.getLong(IsolationLayout.LIVES), FirmwareOutput.patienceNs());
        int code = shared.getInt(IsolationLayout.CODE);
        String how = switch (shared.getInt(IsolationLayout.HOW)) {
            case IsolationLayout.END_EXITED -> "ended its process with status " + code;
            case IsolationLayout.END_SIGNAL -> "was killed by " + Signals.name(code);
            case IsolationLayout.END_WATCHDOG -> "did not return within " + watchdogMs + " ms and was killed";
            case IsolationLayout.END_LOAD ->
                "cannot be loaded: "
                        + FirmwareBlock.text(shared, IsolationLayout.MESSAGE, IsolationLayout.MESSAGE_BYTES);
            default -> "has died";
        };
        return words == null ? how : how + ", " + words;
    }

    @Override
    public void end(boolean well) {
        if (!alive) {
            return;
        }
        alive = false;
        try {
            if (!ended()) {
                send(well ? IsolationLayout.COMMAND_EXIT : IsolationLayout.COMMAND_DROP, 0);
                await(true);
            }
        } catch (IOException broken) {
            LOG.debug("{}: the firmware's process did not end in order", board, broken);
            close();
        }
    }

    /** Ends all its processes; a next life would begin new ones. */
    @Override
    public void close() {
        Process ending = process;
        process = null;
        if (ending == null) {
            return;
        }
        try {
            ending.getOutputStream().close(); // which is its end
            if (!ending.waitFor(2, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
            }
            ending.getInputStream().close();
        } catch (IOException ignored) {
            ending.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ending.destroyForcibly();
        }
    }
}
