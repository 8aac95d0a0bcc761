package dev.platine.hal.local;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.time.NanoClock;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the board protocol asks of a board, done around a device: exchanges, lifetimes, lines, and samples for subscriptions.
 *
 * <p>Thread: whoever is alone in it, see {@link LocalService}.
 */
final class LocalCore {
    private static final int MAX_TEXT_BYTES = 191;
    /** Events that are taken at once; a device that never runs out of them must not keep the others from their turn. */
    private static final int MAX_EVENTS = 1_024;
    /** A device of which nobody wants anything is asked that often whether it is there. */
    private static final long KEEP_ALIVE_NS = 100_000_000;

    private final ChannelSpec[] specs;
    private final NanoClock clock;
    private final LocalLifetimes lifetimes;
    private final LocalSubscriptions subscriptions = new LocalSubscriptions();
    private final @Nullable LocalPlan[] plans;
    private final String[] lines;
    private final long[] untilNs;
    private final boolean[] written;
    private final LocalEvent event = new LocalEvent();
    private final Told told;
    private LocalDevice device;
    private int[] values;
    private int[] fresh;
    private long timeNs;
    private long lastStepNs;

    /** Who hears of what happens. */
    interface Told {
        void madeSafe(String reason, long timeNs);

        void notice(String text, long timeNs);

        /** The device is gone. */
        void losing();
    }

    LocalCore(LocalDevice device, NanoClock clock, int maxPlans, Told told) {
        this.device = device;
        this.clock = clock;
        this.told = told;
        this.specs = device.description().channels().toArray(new ChannelSpec[0]);
        this.lifetimes = new LocalLifetimes(specs.length);
        this.plans = new LocalPlan[maxPlans];
        this.lines = new String[specs.length];
        this.untilNs = new long[specs.length];
        this.written = new boolean[specs.length];
        this.values = new int[specs.length];
        this.fresh = new int[specs.length];
        Arrays.fill(lines, "");
        for (ChannelSpec spec : specs) {
            values[spec.id()] = spec.safeBits();
        }
    }

    BoardDescription description() {
        return device.description();
    }

    LocalDevice device() {
        return device;
    }

    int value(int channel) {
        return values[channel];
    }

    String line(int channel) {
        return lines[channel];
    }

    long timeNs() {
        return timeNs;
    }

    boolean tellsChanges(int channel) {
        return device.tellsChanges(channel);
    }

    LocalSubscriptions subscriptions() {
        return subscriptions;
    }

    // ---- calls
    // -------------------------------------------------------------------------------------------------------

    void register(LocalPlan plan) {
        LocalPlan.check(plan.plan, description().channels());
        plans[plan.plan.id()] = plan;
    }

    void drop(int id) {
        plans[id] = null;
    }

    /** One control step of a plan. */
    int exchange(LocalPlan plan) {
        ChannelSpec[] outputs = plan.writeSpecs;
        for (int i = 0; i < outputs.length; i++) {
            if (!outputs[i].accepts(plan.writes[i])) {
                plan.refusal = outOfRange(outputs[i], plan.writes[i]);
                return BoardPort.REFUSED;
            }
        }
        long nowNs = clock.nowNs();
        expire(nowNs);
        long lifetimeNs = plan.plan.lifetimeNs();
        long until = lifetimeNs == 0 ? LocalDevice.FOREVER : instant(nowNs + lifetimeNs);
        System.arraycopy(values, 0, fresh, 0, values.length);
        for (int i = 0; i < outputs.length; i++) {
            put(plan.writeIds[i], plan.writes[i], until);
        }
        int status = step();
        if (status != LocalDevice.OK) {
            plan.refusal = device.failure();
            return status == LocalDevice.LOST ? BoardPort.LINK_LOST : BoardPort.REFUSED;
        }
        for (int i = 0; i < plan.readIds.length; i++) {
            plan.reads[i] = values[plan.readIds[i]];
        }
        plan.timeNs = timeNs;
        plan.flags = (plan.expired ? ExchangeBuffer.FLAG_OUTPUTS_HAD_EXPIRED : 0)
                | (device.fault() ? ExchangeBuffer.FLAG_BOARD_FAULT : 0);
        plan.expired = false;
        plan.used = true;
        return BoardPort.OK;
    }

    int read(ChannelSpec channel) {
        sampleNow();
        return values[channel.id()];
    }

    void write(ChannelSpec channel, int bits, long lifetimeNs) {
        if (!channel.accepts(bits)) {
            throw outOfRange(channel, bits);
        }
        long nowNs = clock.nowNs();
        expire(nowNs);
        System.arraycopy(values, 0, fresh, 0, values.length);
        put(channel.id(), bits, lifetimeNs == 0 ? LocalDevice.FOREVER : instant(nowNs + lifetimeNs));
        stepOrThrow();
    }

    void writeText(ChannelSpec channel, String line) {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEXT_BYTES) {
            throw new LocalException(
                    Kind.TOO_LARGE,
                    0,
                    channel.name(),
                    "a line must have at most " + MAX_TEXT_BYTES + " bytes of UTF-8: " + bytes);
        }
        if (line.indexOf('\0') >= 0) {
            throw new LocalException(Kind.MALFORMED, 0, channel.name(), "a line must have no zero character");
        }
        device.writeText(channel, line);
        putLine(channel.id(), line, timeNs);
    }

    /** The board's time, by a sample. */
    long sampleNow() {
        expire(clock.nowNs());
        System.arraycopy(values, 0, fresh, 0, values.length);
        stepOrThrow();
        return timeNs;
    }

    void makeSafe() {
        System.arraycopy(values, 0, fresh, 0, values.length);
        for (ChannelSpec spec : specs) {
            if (isValueOutput(spec)) {
                put(spec.id(), spec.safeBits(), LocalDevice.FOREVER);
            }
        }
        stepOrThrow();
    }

    // ---- by itself
    // ---------------------------------------------------------------------------------------------------

    /** Makes outputs safe whose time is over. */
    void expire(long nowNs) {
        if (!lifetimes.isDue(nowNs)) {
            return;
        }
        int count = lifetimes.findExpired(nowNs);
        if (count == 0) {
            return;
        }
        System.arraycopy(values, 0, fresh, 0, values.length);
        StringBuilder names = new StringBuilder("set-point lifetime expired: ");
        String before = "";
        for (ChannelSpec spec : specs) {
            if (lifetimes.expired[spec.id()]) {
                put(spec.id(), spec.safeBits(), LocalDevice.FOREVER);
                names.append(before).append(spec.name());
                before = ", ";
            }
        }
        for (LocalPlan plan : plans) {
            if (plan != null && plan.used && plan.writesAnyOf(lifetimes.expired)) {
                plan.expired = true;
            }
        }
        if (step() == LocalDevice.OK) {
            told.madeSafe(names.toString(), timeNs);
        } else {
            lifetimes.postpone(nowNs + device.scanNs());
        }
    }

    /** Looks for events and changes, and takes the samples that are due. Returns whether the device is still there. */
    boolean scan(long nowNs) {
        boolean periodic = subscriptions.isDue(nowNs);
        if (periodic || subscriptions.compareSamples(device) || nowNs - lastStepNs > KEEP_ALIVE_NS) {
            System.arraycopy(values, 0, fresh, 0, values.length);
            int status = step();
            if (status == LocalDevice.LOST) {
                return false;
            }
            if (status == LocalDevice.FAILED) {
                throw device.failure();
            }
            if (periodic && status == LocalDevice.OK) {
                subscriptions.sample(this, clock.nowNs());
            }
        }
        for (int i = 0; i < MAX_EVENTS && device.nextEvent(event); i++) {
            take(event);
        }
        return true;
    }

    /** The samples that are due cannot be taken: they are lost. */
    void skipDue(long untilNs) {
        subscriptions.skip(untilNs);
    }

    private void take(LocalEvent happened) {
        switch (happened.type) {
            case NOTICE -> told.notice(happened.text, happened.timeNs);
            case LINE -> putLine(happened.channel, happened.text, happened.timeNs);
            case CHANGE -> {
                values[happened.channel] = happened.bits;
                subscriptions.edge(this, happened.channel, happened.timeNs, happened.lost);
            }
        }
    }

    long nextDueNs(long scanDueNs) {
        long due = subscriptions.dueNs(scanDueNs);
        return lifetimes.any() && lifetimes.dueNs() - due < 0 ? lifetimes.dueNs() : due;
    }

    /** The device restarted, or another one stands for it after it was lost. Takes the first sample. */
    int begin(LocalDevice again) {
        device = again;
        lifetimes.clear();
        timeNs = 0;
        for (LocalPlan plan : plans) {
            if (plan != null) {
                plan.expired = false;
                plan.used = false;
            }
        }
        System.arraycopy(values, 0, fresh, 0, values.length);
        return step();
    }

    void resubscribe(boolean rebooted) {
        subscriptions.again(this, clock.nowNs(), rebooted);
    }

    /** Before the device is closed: what nobody would make safe any more. */
    void leave() {
        if (device.keepsLifetimes() || lifetimes.findHeld() == 0) {
            return;
        }
        System.arraycopy(values, 0, fresh, 0, values.length);
        for (ChannelSpec spec : specs) {
            if (lifetimes.expired[spec.id()]) {
                put(spec.id(), spec.safeBits(), LocalDevice.FOREVER);
            }
        }
        step();
    }

    // ---- the step
    // ----------------------------------------------------------------------------------------------------

    private void put(int channel, int bits, long until) {
        fresh[channel] = bits;
        untilNs[channel] = until;
        written[channel] = true;
    }

    private void stepOrThrow() {
        int status = step();
        if (status != LocalDevice.OK) {
            throw device.failure();
        }
    }

    /** Exchanges {@link #fresh}; it becomes {@link #values} when the device has answered. */
    private int step() {
        lastStepNs = clock.nowNs();
        int status = device.exchange(fresh, untilNs);
        for (int i = 0; i < written.length; i++) {
            if (written[i]) {
                written[i] = false;
                if (status == LocalDevice.OK || untilNs[i] != LocalDevice.FOREVER) {
                    lifetimes.hold(i, untilNs[i]); // also when it failed: it may have been applied
                }
                untilNs[i] = LocalDevice.LEAVE;
            }
        }
        if (status == LocalDevice.OK) {
            int[] before = values;
            values = fresh;
            fresh = before;
            timeNs = device.timeNs();
            subscriptions.compare(this);
        } else if (status == LocalDevice.LOST) {
            told.losing();
        }
        return status;
    }

    private void putLine(int channel, String line, long atNs) {
        lines[channel] = line;
        subscriptions.line(channel, line, atNs);
    }

    private static long instant(long ns) {
        return ns == LocalDevice.FOREVER || ns == LocalDevice.LEAVE ? 1 : ns;
    }

    private static boolean isValueOutput(ChannelSpec spec) {
        return spec.direction() == Direction.OUTPUT && spec.kind() != ChannelKind.TEXT;
    }

    private static LocalException outOfRange(ChannelSpec spec, int bits) {
        String range = spec.kind() == ChannelKind.DIGITAL
                ? "0 or 1"
                : spec.minimum() + " to " + spec.maximum() + (spec.unit().isEmpty() ? "" : " " + spec.unit());
        String value = spec.kind().isReal() ? Float.toString(Float.intBitsToFloat(bits)) : Integer.toString(bits);
        String reason = "must be " + range + ": " + spec.name() + "=" + value + "; nothing was written";
        return new LocalException(Kind.OUT_OF_RANGE, 0, spec.name(), reason);
    }
}
