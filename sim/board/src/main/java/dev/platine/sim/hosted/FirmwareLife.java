package dev.platine.sim.hosted;

import dev.platine.core.time.Durations;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.HostLine;
import dev.platine.sim.clock.Timer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a firmware, from a boot to its end: its steps in virtual time, its pins, its streams.
 *
 * <p>Inside the rack only. A step allocates nothing.
 */
final class FirmwareLife {
    /** When a firmware that filled its ring is run again. */
    private static final long ROOM_NS = 100_000;

    private final BodyContext context;
    private final FirmwareImage image;
    private final FirmwareEngine engine;
    private final FirmwareBlock block;
    private final Runnable restart;
    private final List<Timer> timers = new ArrayList<>();
    private final Timer stepTimer;
    private final Timer wakeTimer;
    private final PinBridge pins;
    private final ConsoleLines console;
    private final long bootNs;
    private final byte[] passing = new byte[BlockLayout.RING_BYTES];
    private HostLine.@Nullable Listener host;
    private int connections;
    private long steps;
    private boolean begun;
    private boolean well = true;
    private boolean over;

    FirmwareLife(BodyContext context, FirmwareImage image, FirmwareEngine engine, Runnable restart) {
        this.context = context;
        this.image = image;
        this.engine = engine;
        this.block = engine.prepare();
        this.restart = restart;
        this.bootNs = context.time().nowNs();
        this.stepTimer = timer("step", this::run);
        this.wakeTimer = timer("wake", this::run);
        this.console = new ConsoleLines(context.console());
        block.clear();
        this.pins = new PinBridge(context, image.pins(), block, this::timer, () -> wakeTimer.after(0));
    }

    private Timer timer(String name, Runnable onDue) {
        Timer timer = context.time().timer(name, onDue);
        timers.add(timer);
        return timer;
    }

    /** Starts the firmware; throws what ends it at once. */
    void boot(HostLine.@Nullable Listener connected) {
        block.memory().putInt(BlockLayout.BOOT_ID, context.random().nextInt());
        block.memory().putLong(BlockLayout.SEED, context.random().nextLong());
        block.text(BlockLayout.BOARD, BlockLayout.NAME_BYTES, context.board());
        block.text(BlockLayout.SERIAL, BlockLayout.NAME_BYTES, context.info().serialNumber());
        block.text(
                BlockLayout.PARAMETERS,
                BlockLayout.PARAMETERS_BYTES,
                HostedBodyType.parameters(context.spec().parameters()));
        plug(connected);
        pins.sense();
        begun = true;
        long next;
        try {
            next = engine.init();
        } catch (FirmwareFailure failure) {
            throw dead(String.valueOf(failure.getMessage()));
        }
        follow(next, -1);
    }

    private void plug(HostLine.@Nullable Listener connected) {
        host = connected;
        connections += connected == null ? 0 : 1;
        block.connected(BlockLayout.HOST_STREAM, connected != null, connections);
    }

    /** Ends this life. */
    void end() {
        over = true;
        timers.forEach(Timer::cancel);
        if (begun) {
            engine.end(well);
        }
    }

    void connect(HostLine.@Nullable Listener connected) {
        plug(connected);
        run();
    }

    int give(byte[] bytes, int offset, int length) {
        int done = 0;
        int count;
        do {
            count = block.give(BlockLayout.HOST_STREAM, bytes, offset + done, length - done);
            done += count;
            run();
        } while (count > 0 && done < length && !over);
        return done;
    }

    void resume() {
        boolean full = block.waiting(BlockLayout.HOST_STREAM) == BlockLayout.RING_BYTES;
        pass();
        if (full && block.waiting(BlockLayout.HOST_STREAM) < BlockLayout.RING_BYTES) {
            run();
        }
    }

    private void run() {
        long nowNs = context.time().nowNs() - bootNs;
        steps++;
        block.memory().putLong(BlockLayout.NOW_NS, nowNs);
        block.memory().putLong(BlockLayout.STEPS, steps);
        pins.sense();
        long next;
        try {
            next = engine.step(nowNs);
        } catch (FirmwareFailure failure) {
            throw dead(String.valueOf(failure.getMessage()));
        }
        follow(next, nowNs);
    }

    // What the firmware did, and when it runs next.
    private void follow(long next, long nowNs) {
        try {
            pins.drive();
            pass();
        } catch (FirmwareFailure failure) {
            throw dead(String.valueOf(failure.getMessage()));
        }
        if (over) {
            return; // what it drove ended it
        }
        if (next > nowNs) {
            if (next == BlockLayout.SLEEP || next > Long.MAX_VALUE - bootNs) {
                stepTimer.cancel();
            } else {
                stepTimer.at(bootNs + next);
            }
        } else if (next == BlockLayout.RESET) {
            stepTimer.cancel();
            restart.run();
        } else if (next < 0) {
            String why = block.text(BlockLayout.ERROR, BlockLayout.ERROR_BYTES);
            throw dead("gave up with code " + next + (why.isEmpty() ? "" : ": " + why));
        } else {
            throw dead("must ask for its next step after now: asked for " + next + " ns");
        }
    }

    private void pass() {
        console();
        for (int stream = BlockLayout.CONSOLE_STREAM + 1; stream < BlockLayout.STREAMS; stream++) {
            block.taken(stream, block.waiting(stream)); // nobody is there
        }
        int waiting = block.waiting(BlockLayout.HOST_STREAM);
        HostLine.Listener to = host;
        if (waiting == 0) {
            return;
        }
        int taken = waiting;
        if (to != null) {
            block.peek(BlockLayout.HOST_STREAM, passing, waiting);
            taken = Math.max(0, Math.min(waiting, to.received(passing, waiting)));
        }
        block.taken(BlockLayout.HOST_STREAM, taken);
        if (waiting == BlockLayout.RING_BYTES && taken > 0 && !over) {
            wakeTimer.after(ROOM_NS);
        }
    }

    private void console() {
        int waiting = block.waiting(BlockLayout.CONSOLE_STREAM);
        if (waiting > 0) {
            block.peek(BlockLayout.CONSOLE_STREAM, passing, waiting);
            block.taken(BlockLayout.CONSOLE_STREAM, waiting);
            console.bytes(passing, waiting);
        }
    }

    private FirmwareFailure dead(String what) {
        well = false;
        long nowNs = context.time().nowNs() - bootNs;
        String when = steps == 0 ? "in init" : "in step " + steps + ", " + Durations.format(nowNs) + " after its boot";
        String name = image.name().isEmpty() ? String.valueOf(image.file().getFileName()) : image.name();
        return new FirmwareFailure("firmware " + name + " " + what + " (" + when + ")");
    }
}
