package dev.platine.hal.local;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort.SampleSink;
import dev.platine.hal.spi.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One subscription. Alone in the core. */
final class LocalSubscriber {
    /** Shortest time between two samples. */
    static final long MIN_PERIOD_NS = 100_000;
    /** A sample that would be late by more is not taken but counted as lost; or by a quarter of the period. */
    private static final long LATE_NS = 1_000_000;

    private final ChannelSpec[] specs;
    private final long periodNs;
    private final float deadBand;
    private final SampleSink sink;
    private final boolean text;
    private final int[] values;
    private final int[] sent;
    private long startNs;
    private int sequence;
    private long nextPeriod;

    LocalSubscriber(List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink) {
        require(!channels.isEmpty(), Kind.MALFORMED, "must name at least one channel");
        require(
                channels.size() <= Plan.MAX_CHANNELS,
                Kind.TOO_LARGE,
                "must have at most " + Plan.MAX_CHANNELS + " channels: " + channels.size());
        require(
                periodNs == 0 || periodNs >= MIN_PERIOD_NS,
                Kind.OUT_OF_RANGE,
                "must be 0 or at least " + MIN_PERIOD_NS + ": periodNs=" + periodNs);
        require(deadBand >= 0 && deadBand <= Float.MAX_VALUE, Kind.OUT_OF_RANGE, "must be >= 0: deadBand=" + deadBand);
        this.specs = channels.toArray(new ChannelSpec[0]);
        this.periodNs = periodNs;
        this.deadBand = deadBand;
        this.sink = sink;
        this.text = specs.length == 1 && specs[0].kind() == ChannelKind.TEXT;
        for (ChannelSpec spec : specs) {
            require(
                    text || spec.kind() != ChannelKind.TEXT,
                    Kind.UNSUPPORTED,
                    spec.name() + " is text; subscribe to it alone");
        }
        this.values = new int[text ? 0 : specs.length];
        this.sent = values.clone();
    }

    private static void require(boolean holds, Kind kind, String otherwise) {
        if (!holds) {
            throw new LocalException(kind, otherwise);
        }
    }

    boolean isPeriodic() {
        return periodNs > 0;
    }

    /** Whether it needs samples to find changes in. */
    boolean comparesSamples(LocalDevice device) {
        if (isPeriodic() || text) {
            return false;
        }
        for (ChannelSpec spec : specs) {
            if (!device.tellsChanges(spec.id())) {
                return true;
            }
        }
        return false;
    }

    /** Begins, or begins again after a gap; the first sample is taken at once. */
    void start(LocalCore core, long nowNs) {
        startNs = nowNs;
        sequence = 0;
        nextPeriod = 1;
        if (!text) {
            sample(core, core.timeNs());
        } else if (isPeriodic()) {
            line(core.line(specs[0].id()), core.timeNs());
        }
    }

    void gap(boolean rebooted) {
        sink.gap(rebooted);
    }

    /** When the next periodic sample is due. */
    long dueNs() {
        return startNs + nextPeriod * periodNs;
    }

    /** Takes the periodic sample that is due; {@code core} has a fresh one. */
    void sampleInTime(LocalCore core, long nowNs) {
        long period = (nowNs - startNs) / periodNs;
        long lateNs = nowNs - startNs - period * periodNs;
        nextPeriod = period + 1;
        if (lateNs > Math.max(LATE_NS, periodNs / 4)) {
            return; // its number is skipped, which shows as a loss
        }
        sequence = (int) period;
        if (text) {
            deliver(core.timeNs(), core.line(specs[0].id()));
        } else {
            sample(core, core.timeNs());
        }
    }

    /** Samples up to a time cannot be taken: their numbers are skipped, which shows as a loss. */
    void skip(long untilNs) {
        nextPeriod = Math.max(nextPeriod, (untilNs - startNs) / periodNs + 1);
    }

    /** Compares the newest sample with the last one sent. */
    void compare(LocalCore core) {
        if (text) {
            return;
        }
        for (int i = 0; i < specs.length; i++) {
            int id = specs[i].id();
            if (!core.tellsChanges(id) && differs(specs[i], core.value(id), sent[i])) {
                sample(core, core.timeNs());
                return;
            }
        }
    }

    /** A watched channel changed at a time; {@code core} has the value. */
    void edge(LocalCore core, int channel, long timeNs, int lost) {
        if (text) {
            return;
        }
        for (int i = 0; i < specs.length; i++) {
            if (specs[i].id() == channel) {
                sequence += lost;
                if (lost > 0 || differs(specs[i], core.value(channel), sent[i])) {
                    sample(core, timeNs);
                }
                return;
            }
        }
    }

    /** A text channel got a line. */
    void line(int channel, String line, long timeNs) {
        if (text && !isPeriodic() && specs[0].id() == channel) {
            line(line, timeNs);
        }
    }

    private void line(String line, long timeNs) {
        deliver(timeNs, line);
    }

    private void sample(LocalCore core, long timeNs) {
        for (int i = 0; i < specs.length; i++) {
            values[i] = core.value(specs[i].id());
            sent[i] = values[i];
        }
        deliver(timeNs, null);
    }

    private void deliver(long timeNs, @Nullable String line) {
        sink.sample(sequence++, 0, timeNs, System.nanoTime(), values, line);
    }

    private boolean differs(ChannelSpec spec, int now, int before) {
        if (now == before) {
            return false;
        }
        if (!spec.kind().isReal()) {
            return true;
        }
        float difference = Math.abs(Float.intBitsToFloat(now) - Float.intBitsToFloat(before));
        return !(difference < deadBand);
    }
}
