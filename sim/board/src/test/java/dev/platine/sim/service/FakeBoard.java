package dev.platine.sim.service;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.clock.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A board without firmware: the test plays it. */
public final class FakeBoard implements ServedBoard {
    private static final String LABEL = "a label of forty-seven characters, the longest.";

    public static final int BUTTON = 0;
    public static final int VOLTS = 1;
    public static final int RELAY = 2;
    public static final int LIMIT = 3;
    public static final int LOG = 4;
    public static final int SAY = 5;
    public static final int PULSES = 6;

    public final VirtualClock clock = new VirtualClock();
    public final BoardDescription description = new BoardDescription(
            new BoardInfo("fake", "Platine", "fake-1", "A", "1", "1.0", "test"),
            List.of(
                    ChannelSpec.digitalInput(BUTTON, "button", ""),
                    analog(VOLTS, "volts", Direction.INPUT, "V", 0, 10, 0),
                    ChannelSpec.digitalOutput(RELAY, "relay", false, ""),
                    analog(LIMIT, "limit", Direction.OUTPUT, "A", 0, 32, 6),
                    text(LOG, "log", Direction.INPUT),
                    text(SAY, "say", Direction.OUTPUT),
                    new ChannelSpec(
                            PULSES,
                            "pulses",
                            ChannelKind.COUNTER,
                            Direction.INPUT,
                            "",
                            0,
                            (float) ChannelSpec.MAX_COUNT,
                            1,
                            0,
                            "")));
    public final ChannelBank bank = new ChannelBank(description, cause -> {
        throw new AssertionError(cause);
    });
    final List<Runnable> rebootListeners = new ArrayList<>();

    public @Nullable String failure;

    public int bootId = 1;

    private static ChannelSpec analog(
            int id, String name, Direction direction, String unit, float min, float max, float safe) {
        return new ChannelSpec(
                id, name, ChannelKind.ANALOG, direction, unit, min, max, 0, Float.floatToIntBits(safe), LABEL);
    }

    private static ChannelSpec text(int id, String name, Direction direction) {
        return new ChannelSpec(id, name, ChannelKind.TEXT, direction, "", 0, 0, 0, 0, LABEL);
    }

    public static int bits(double value) {
        return Float.floatToIntBits((float) value);
    }

    public void run(long ns) {
        clock.runUntil(clock.nowNs() + ns);
    }

    @Override
    public BoardDescription description() {
        return description;
    }

    @Override
    public ChannelBank channels() {
        return bank;
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    @Override
    public int bootId() {
        return bootId;
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public void reset() {
        bootId++;
        bank.reboot();
        rebootListeners.forEach(Runnable::run);
    }

    @Override
    public void onReboot(Runnable listener) {
        rebootListeners.add(listener);
    }
}
