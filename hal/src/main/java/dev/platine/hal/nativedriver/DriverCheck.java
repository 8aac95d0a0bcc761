package dev.platine.hal.nativedriver;

import com.sun.jna.NativeLibrary;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tries a maker's driver, a step after the other, and says what each has found. Writes nothing but safe values to outputs unless
 * it is told to drive them.
 *
 * <p>What a driver does wrong it does to this process: to be run in one of its own. When a step fails that all later ones need, it
 * is the last. One thread.
 */
public final class DriverCheck {
    private static final int EXCHANGES = 1_000;
    private static final long SLOW_NS = 10_000_000;
    private static final long AFTER_CLOSE_NS = 200_000_000;
    private static final int EVENTS = 100;

    /** What came of a step. */
    public enum Verdict {
        /** As the header says. */
        OK,
        /** Allowed, but worth a look. */
        WARN,
        /** Not as the header says. */
        FAIL,
        /** Was not asked for. */
        SKIP
    }

    /** The steps, in their order. */
    public enum Step {
        /** Is the file a shared library for this computer? */
        FILE,
        /** Can it be loaded? */
        LOAD,
        /** Are all functions there? */
        SYMBOLS,
        /** Do versions and sizes match? */
        HELLO,
        /** Does it open with this configuration? */
        OPEN,
        /** Is the description sound? */
        DESCRIBE,
        /** Does an exchange give values? */
        SAMPLE,
        /** Are measurements inside the described ranges, and do analog channels have units? */
        RANGES,
        /** Do outputs take their safe values and read them back? */
        SAFE,
        /** Do outputs, driven through their ranges one at a time, read back alone, and end with their lifetimes? Only when asked for. */
        DRIVE,
        /** Does poll give events that can be? */
        EVENTS,
        /** How long does an exchange take? */
        SPEED,
        /** Does a second open either work or say busy? */
        TWICE,
        /** Is a misspelt key refused? */
        KEYS,
        /** Did it stay inside its blocks? */
        BLOCKS,
        /** Does it close, and leave the blocks alone? */
        CLOSE,
        /** Does it open and close again? */
        AGAIN;

        /**
         * Whether a failure here means that the file is no driver for this computer at all.
         *
         * @return true up to {@link #HELLO}
         */
        public boolean isAboutTheFile() {
            return compareTo(HELLO) <= 0;
        }

        /**
         * Whether nothing can be tried behind a failure here.
         *
         * @return true up to {@link #SAMPLE}
         */
        public boolean isNeeded() {
            return compareTo(SAMPLE) <= 0;
        }
    }

    /** Is told of each step as it begins and ends. */
    public interface Listener {
        /**
         * A step begins; when nothing more comes, it crashed or blocked in it.
         *
         * @param step which
         */
        void begins(Step step);

        /**
         * A step has ended.
         *
         * @param step which
         * @param verdict what came of it
         * @param detail one line
         */
        void ends(Step step, Verdict verdict, String detail);
    }

    /** What a step found. */
    private record Found(Verdict verdict, String detail) {
        static Found ok(String detail) {
            return new Found(Verdict.OK, detail);
        }

        static Found fail(String detail) {
            return new Found(Verdict.FAIL, detail);
        }
    }

    /** A step's work. */
    @FunctionalInterface
    private interface Work {
        Found run();
    }

    private final Path file;
    private final String config;
    private final boolean drive;
    private final Listener listener;
    private NativeLibrary library = NativeLibrary.getProcess();
    private DriverLibrary calls = new DriverCalls();
    private NativeDevice.@Nullable Opened opened;
    private @Nullable NativeDevice made;
    private int[] values = {};
    private long[] untilNs = {};
    private boolean goesOn = true;

    private DriverCheck(Path file, String config, boolean drive, Listener listener) {
        this.file = file;
        this.config = config;
        this.drive = drive;
        this.listener = listener;
    }

    /**
     * Tries a driver.
     *
     * @param file the library
     * @param config lines of key=value, each with a line end
     * @param drive whether outputs may be driven within their ranges, which moves what is connected to them
     * @param listener is told what comes of it
     */
    public static void run(Path file, String config, boolean drive, Listener listener) {
        new DriverCheck(file.toAbsolutePath().normalize(), config, drive, listener).steps();
    }

    private void steps() {
        step(Step.FILE, () -> {
            DriverFile.requireLinux();
            return Found.ok(ElfHeader.check(file));
        });
        step(Step.LOAD, () -> {
            library = DriverFile.open(file);
            return Found.ok("all that it needs was found");
        });
        step(Step.SYMBOLS, () -> {
            DriverFile.requireSymbols(library, file);
            calls = DriverCalls.of(library);
            return Found.ok(DriverCalls.SYMBOLS.size() + " functions");
        });
        step(Step.HELLO, () -> Found.ok(DriverFile.hello(calls)));
        step(Step.OPEN, () -> {
            opened = NativeDevice.Opened.of(calls, config);
            return Found.ok("opened");
        });
        step(Step.DESCRIBE, this::describe);
        step(Step.SAMPLE, this::sample);
        step(Step.RANGES, this::ranges);
        step(Step.SAFE, this::safe);
        step(Step.DRIVE, this::drive);
        step(Step.EVENTS, this::events);
        step(Step.SPEED, this::speed);
        step(Step.TWICE, this::twice);
        step(Step.KEYS, this::keys);
        step(Step.BLOCKS, this::blocks);
        step(Step.CLOSE, this::close);
        step(Step.AGAIN, this::again);
    }

    private void step(Step step, Work work) {
        if (!goesOn) {
            return;
        }
        listener.begins(step);
        Found found;
        try {
            found = work.run();
        } catch (LocalException e) {
            found = Found.fail(e.reason());
        } catch (RuntimeException | LinkageError e) {
            found = Found.fail("failed inside: " + e);
        }
        listener.ends(step, found.verdict, found.detail);
        goesOn = found.verdict != Verdict.FAIL || !step.isNeeded();
    }

    private Found describe() {
        made = Objects.requireNonNull(opened).described();
        NativeDevice device = device();
        List<ChannelSpec> channels = device.description().channels();
        values = new int[channels.size()];
        untilNs = new long[channels.size()];
        return Found.ok(channels.size() + " channels of "
                + device.description().info().name() + ", lifetimes are kept by "
                + (device.keepsLifetimes() ? "the driver too" : "Platine alone: safe outputs need a living host")
                + (device.resets() ? ", restarts" : ""));
    }

    private NativeDevice device() {
        return Objects.requireNonNull(made);
    }

    private void exchange() {
        int status = device().exchange(values, untilNs);
        if (status != LocalDevice.OK) {
            throw device().failure();
        }
    }

    private Found sample() {
        exchange();
        long firstNs = device().timeNs();
        LockSupport.parkNanos(2_000_000);
        exchange();
        return device().timeNs() > firstNs
                ? Found.ok("time goes on, " + (device().timeNs() - firstNs) / 1_000 + " us between two samples")
                : Found.fail("time_ns stands still: " + firstNs + " ns twice, 2 ms apart");
    }

    private Found ranges() {
        for (ChannelSpec channel : device().description().channels()) {
            if (channel.direction() == Direction.INPUT
                    && channel.kind().isReal()
                    && !channel.accepts(values[channel.id()])) {
                return new Found(
                        Verdict.WARN,
                        channel.name() + " is " + channel.toNumber(values[channel.id()]) + ", described as "
                                + channel.minimum() + " to " + channel.maximum() + " " + channel.unit());
            }
            if (channel.kind() == ChannelKind.ANALOG && channel.unit().isEmpty()) {
                return new Found(Verdict.WARN, channel.name() + " has no unit: is it a bare number?");
            }
        }
        return Found.ok("all measurements inside");
    }

    private Found safe() {
        OutputsCheck outputs = new OutputsCheck(device());
        String wrong = outputs.safe();
        return wrong == null ? Found.ok(outputs.count() + " outputs") : Found.fail(wrong);
    }

    private Found drive() {
        if (!drive) {
            return new Found(Verdict.SKIP, "outputs stay safe; --outputs drives them, which moves what is connected");
        }
        OutputsCheck outputs = new OutputsCheck(device());
        String wrong = outputs.drive();
        return wrong == null
                ? Found.ok(outputs.count() + " outputs within their ranges"
                        + (device().keepsLifetimes() ? ", and safe behind their lifetimes" : ""))
                : Found.fail(wrong);
    }

    private Found events() {
        LocalEvent event = new LocalEvent();
        int count = 0;
        while (count < EVENTS && device().nextEvent(event)) {
            count++;
        }
        return count < EVENTS ? Found.ok(count + " waited") : new Found(Verdict.WARN, "they never end");
    }

    private Found speed() {
        long[] tookNs = new long[EXCHANGES];
        for (int i = 0; i < EXCHANGES; i++) {
            long beganNs = System.nanoTime();
            exchange();
            tookNs[i] = System.nanoTime() - beganNs;
        }
        Arrays.sort(tookNs);
        String detail = String.format(
                Locale.ROOT,
                "%.1f us half of the time, %.1f us at most, of %d",
                tookNs[EXCHANGES / 2] / 1e3,
                tookNs[EXCHANGES - 1] / 1e3,
                EXCHANGES);
        return new Found(tookNs[EXCHANGES / 2] > SLOW_NS ? Verdict.WARN : Verdict.OK, detail);
    }

    private Found twice() {
        try {
            NativeDevice second = NativeDevice.open(calls, config);
            second.close();
            exchange();
            return Found.ok("works twice at a time");
        } catch (LocalException e) {
            exchange();
            return e.kind() == Kind.BUSY ? Found.ok("says busy") : Found.fail("must work or say busy: " + e.reason());
        }
    }

    private Found keys() {
        try {
            NativeDevice misspelt = NativeDevice.open(calls, config + "no.such.key=1\n");
            misspelt.close();
            return new Found(Verdict.WARN, "an unknown key is taken without a word");
        } catch (LocalException e) {
            return e.kind() == Kind.MALFORMED
                    ? Found.ok("refused: " + e.reason())
                    : new Found(Verdict.WARN, "an unknown key is not called malformed: " + e.reason());
        }
    }

    private Found blocks() {
        int changed =
                device().blocks().stream().mapToInt(GuardedBlock::changedBytes).sum();
        return changed == 0
                ? Found.ok("no byte beside them changed")
                : Found.fail(changed + " bytes beside them changed");
    }

    private Found close() {
        device().closeDriver();
        List<GuardedBlock> blocks = device().blocks();
        blocks.forEach(GuardedBlock::poison);
        long untilCloseNs = System.nanoTime() + AFTER_CLOSE_NS;
        while (System.nanoTime() - untilCloseNs < 0) {
            LockSupport.parkNanos(5_000_000);
        }
        boolean touched = blocks.stream().anyMatch(block -> !block.isPoisoned());
        return touched
                ? Found.fail("blocks were written after close returned: join the driver's threads in close")
                : Found.ok("nothing was written in the 200 ms behind it");
    }

    private Found again() {
        for (int i = 0; i < 3; i++) {
            NativeDevice next = NativeDevice.open(calls, config);
            int status = next.exchange(values, untilNs);
            next.close();
            if (status != LocalDevice.OK) {
                throw next.failure();
            }
        }
        return Found.ok("three times");
    }
}
