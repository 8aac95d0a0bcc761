package dev.platine.sim.service;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.Plan;

/** What a plan, a subscription or a single access may name. Each check throws {@link ServiceException}. */
final class Rules {
    private Rules() {}

    static void below(int limit, String what, int id) {
        require(id >= 0 && id < limit, Kind.TOO_LARGE, "must be from 0 to " + (limit - 1) + ": " + what + "=" + id);
    }

    static ChannelSpec[] values(BoardService board, int[] channels, String what) {
        ChannelSpec[] specs = specs(board, channels, what);
        for (ChannelSpec spec : specs) {
            requireValue(spec);
        }
        return specs;
    }

    static ChannelSpec[] watched(BoardService board, int[] channels) {
        ChannelSpec[] specs = specs(board, channels, "channels");
        if (!isText(specs)) {
            for (ChannelSpec spec : specs) {
                requireValue(spec);
            }
        }
        return specs;
    }

    private static ChannelSpec[] specs(BoardService board, int[] channels, String what) {
        require(
                channels.length <= Plan.MAX_CHANNELS,
                Kind.TOO_LARGE,
                "must have at most " + Plan.MAX_CHANNELS + " channels: " + what + " has " + channels.length);
        ChannelSpec[] specs = new ChannelSpec[channels.length];
        for (int i = 0; i < channels.length; i++) {
            ChannelSpec spec = board.spec(channels[i]);
            for (int j = 0; j < i; j++) {
                if (channels[j] == channels[i]) {
                    throw new ServiceException(
                            Kind.MALFORMED,
                            spec.id(),
                            "must name each channel once: " + what + " has " + spec.name() + " twice");
                }
            }
            specs[i] = spec;
        }
        return specs;
    }

    static boolean isText(ChannelSpec[] specs) {
        return specs.length == 1 && specs[0].kind() == ChannelKind.TEXT;
    }

    static void requireValue(ChannelSpec spec) {
        if (spec.kind() == ChannelKind.TEXT) {
            throw new ServiceException(
                    Kind.UNSUPPORTED, spec.id(), spec.name() + " is text; read it by itself or subscribe to it alone");
        }
    }

    static void requireText(ChannelSpec spec) {
        if (spec.kind() != ChannelKind.TEXT) {
            throw new ServiceException(
                    Kind.UNSUPPORTED, spec.id(), spec.name() + " is " + spec.kind() + ", not text; use its 32 bits");
        }
    }

    static void requireOutput(ChannelSpec spec) {
        if (spec.direction() != Direction.OUTPUT) {
            throw new ServiceException(
                    Kind.WRONG_DIRECTION, spec.id(), spec.name() + " is an input; only outputs can be written");
        }
    }

    static void require(boolean holds, Kind kind, String otherwise) {
        if (!holds) {
            throw new ServiceException(kind, otherwise);
        }
    }
}
