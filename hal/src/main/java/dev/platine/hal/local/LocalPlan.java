package dev.platine.hal.local;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered plan and its exchange. Values are copied in and out, so that an exchange whose caller gave up touches nothing
 * of him.
 */
final class LocalPlan extends LocalCall {
    final Plan plan;
    final int[] readIds;
    final int[] writeIds;
    final ChannelSpec[] writeSpecs;
    final int[] writes;
    final int[] reads;
    int status;
    long timeNs;
    int flags;
    boolean used;
    boolean expired;

    @Nullable
    LocalException refusal;

    LocalPlan(Plan plan) {
        super("exchange");
        this.plan = plan;
        this.readIds = ids(plan.reads());
        this.writeIds = ids(plan.writes());
        this.writeSpecs = plan.writes().toArray(new ChannelSpec[0]);
        this.reads = new int[readIds.length];
        this.writes = new int[writeIds.length];
    }

    @Override
    void run(LocalCore core) {
        status = core.exchange(this);
    }

    boolean writesAnyOf(boolean[] channels) {
        for (int id : writeIds) {
            if (channels[id]) {
                return true;
            }
        }
        return false;
    }

    /** Checks what a plan may name. */
    static void check(Plan plan, List<ChannelSpec> channels) {
        check(plan.reads(), channels, "reads");
        check(plan.writes(), channels, "writes");
        for (ChannelSpec spec : plan.writes()) {
            if (spec.direction() != Direction.OUTPUT) {
                throw new LocalException(
                        Kind.WRONG_DIRECTION, 0, spec.name(), "is an input; only outputs can be written");
            }
        }
    }

    private static void check(List<ChannelSpec> named, List<ChannelSpec> channels, String what) {
        if (named.size() > Plan.MAX_CHANNELS) {
            throw new LocalException(
                    Kind.TOO_LARGE,
                    "must have at most " + Plan.MAX_CHANNELS + " channels: " + what + " has " + named.size());
        }
        for (ChannelSpec spec : named) {
            if (spec.id() >= channels.size()) {
                throw new LocalException(Kind.NOT_FOUND, 0, spec.name(), "no such channel of this board");
            }
            if (spec.kind() == ChannelKind.TEXT) {
                throw new LocalException(
                        Kind.UNSUPPORTED, 0, spec.name(), "is text; read it by itself or subscribe to it alone");
            }
        }
        if (named.stream().mapToInt(ChannelSpec::id).distinct().count() != named.size()) {
            throw new LocalException(Kind.MALFORMED, "must name each channel once: " + what);
        }
    }

    static int[] ids(List<ChannelSpec> channels) {
        return channels.stream().mapToInt(ChannelSpec::id).toArray();
    }
}
