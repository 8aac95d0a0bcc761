package dev.platine.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.AnalogOutput;
import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.PwmOutput;
import dev.platine.hal.TextOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the behaviours have to do with: connections that are closed behind each of them, and channels that fit. */
public final class Subject {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final OpenOptions OPTIONS = OpenOptions.DEFAULT.withClientName("conformance");

    private final BoardUnderTest target;
    private final List<AutoCloseable> open = new ArrayList<>();

    Subject(BoardUnderTest target) {
        this.target = target;
    }

    BoardUnderTest target() {
        return target;
    }

    String kind() {
        return target.kind();
    }

    Board open() {
        return open(OPTIONS);
    }

    Board open(OpenOptions options) {
        return keep(target.open(options));
    }

    /** Another connection beside one that is open. */
    Board openAnother() {
        need(Ability.MANY_CLIENTS);
        return open();
    }

    /** What a board of bounds of its own holds is less than was asked for: enough when two are there, else the board's refusal. */
    static void enough(BoardException full, int have) {
        if (full.kind() != BoardException.Kind.TOO_LARGE || have < 2) {
            throw full;
        }
    }

    Bench bench(Board board) {
        need(Ability.BENCH);
        return keep(board.bench());
    }

    RawPeer raw() {
        need(Ability.RAW_BYTES);
        try {
            return keep(new RawPeer(target.openRaw()));
        } catch (IOException e) {
            throw new AssertionError("no connection to the endpoint of " + kind(), e);
        }
    }

    synchronized <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }

    void need(Ability ability) {
        assumeTrue(target.abilities().contains(ability), () -> "cannot " + ability.words());
    }

    /** Closes what a behaviour opened, newest first, and brings the outputs back. */
    void tidyUp() throws Exception {
        List<AutoCloseable> closing;
        synchronized (this) {
            closing = new ArrayList<>(open);
            open.clear();
        }
        for (int i = closing.size() - 1; i >= 0; i--) {
            closing.get(i).close();
        }
        try (Board board = target.open(OPTIONS)) {
            board.makeSafe();
        }
    }

    List<ChannelSpec> outputs(Board board, ChannelKind kind) {
        return board.channels().stream()
                .filter(c -> c.kind() == kind && c.direction() == Direction.OUTPUT)
                .filter(c -> kind == ChannelKind.TEXT || kind == ChannelKind.COUNTER || c.minimum() < c.maximum())
                .filter(target::mayDrive)
                .toList();
    }

    List<ChannelSpec> valueOutputs(Board board) {
        List<ChannelSpec> all = new ArrayList<>();
        for (ChannelKind kind : ChannelKind.values()) {
            if (kind != ChannelKind.TEXT) {
                all.addAll(outputs(board, kind));
            }
        }
        assumeTrue(!all.isEmpty(), "the board has no output to drive");
        return all;
    }

    private ChannelSpec output(Board board, ChannelKind kind) {
        List<ChannelSpec> found = outputs(board, kind);
        assumeTrue(!found.isEmpty(), () -> "the board has no " + kind + " output to drive");
        return found.get(0);
    }

    DigitalOutput digital(Board board) {
        return board.digitalOutput(output(board, ChannelKind.DIGITAL).name());
    }

    AnalogOutput analog(Board board) {
        return board.analogOutput(output(board, ChannelKind.ANALOG).name());
    }

    PwmOutput pwm(Board board) {
        return board.pwmOutput(output(board, ChannelKind.PWM).name());
    }

    TextOutput text(Board board) {
        return board.textOutput(output(board, ChannelKind.TEXT).name());
    }

    /** A value of the channel's range that a float holds exactly: 0 the least, 1 the greatest. */
    static double at(ChannelSpec spec, double part) {
        return (float) (spec.minimum() + (spec.maximum() - spec.minimum()) * part);
    }

    /** A value of the channel that is not its safe value. */
    static double unsafe(ChannelSpec spec) {
        if (spec.kind() == ChannelKind.COUNTER) {
            return spec.toNumber(spec.safeBits() + 1);
        }
        if (spec.kind() == ChannelKind.DIGITAL) {
            return spec.safeBits() == 0 ? 1 : 0;
        }
        double half = at(spec, 0.5);
        return spec.toNumber(spec.safeBits()) == half ? at(spec, 0.75) : half;
    }

    static double safe(ChannelSpec spec) {
        return spec.toNumber(spec.safeBits());
    }

    /** Waits until something holds, and fails when it does not in time. */
    static void until(String what, BooleanSupplier holds) {
        long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - giveUpNs > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
