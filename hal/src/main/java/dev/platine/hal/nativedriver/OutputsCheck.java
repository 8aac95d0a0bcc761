package dev.platine.hal.nativedriver;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.local.LocalDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Drives the outputs of a driver through their ranges, one at a time, and looks at what all of them read back. One thread. */
final class OutputsCheck {
    private static final long LIFETIME_NS = 20_000_000;
    private static final long LATE_NS = 50_000_000;

    private final NativeDevice device;
    private final List<ChannelSpec> outputs;
    private final int[] values;
    private final long[] untilNs;

    OutputsCheck(NativeDevice device) {
        this.device = device;
        List<ChannelSpec> channels = device.description().channels();
        this.outputs = channels.stream()
                .filter(channel -> channel.direction() == Direction.OUTPUT && channel.kind() != ChannelKind.TEXT)
                .toList();
        this.values = new int[channels.size()];
        this.untilNs = new long[channels.size()];
    }

    int count() {
        return outputs.size();
    }

    /** Sets every output to its safe value; tells what does not read back, or null. */
    @Nullable
    String safe() {
        for (ChannelSpec channel : outputs) {
            set(channel, channel.safeBits(), LocalDevice.FOREVER);
        }
        exchange();
        return wrong(null, 0);
    }

    /** Drives them within their ranges, and leaves them safe; tells what is wrong, or null. */
    @Nullable
    String drive() {
        try {
            for (ChannelSpec channel : outputs) {
                String wrong = drive(channel);
                if (wrong != null) {
                    return wrong;
                }
            }
            return device.keepsLifetimes() ? lifetimes() : null;
        } finally {
            outputs.forEach(channel -> set(channel, channel.safeBits(), LocalDevice.FOREVER));
            device.exchange(values, untilNs);
        }
    }

    private @Nullable String drive(ChannelSpec channel) {
        for (int bits : unsafe(channel)) {
            set(channel, bits, LocalDevice.FOREVER);
            exchange();
            String wrong = wrong(channel, bits);
            if (wrong != null) {
                return wrong;
            }
        }
        set(channel, channel.safeBits(), LocalDevice.FOREVER);
        exchange();
        return wrong(null, 0);
    }

    /** Values within its range, other than the safe one. */
    private static int[] unsafe(ChannelSpec channel) {
        IntStream all = channel.kind().isReal()
                ? IntStream.of(
                        Float.floatToIntBits(channel.minimum()),
                        Float.floatToIntBits(channel.maximum()),
                        Float.floatToIntBits(channel.minimum() / 2 + channel.maximum() / 2))
                : channel.kind() == ChannelKind.DIGITAL ? IntStream.of(0, 1) : IntStream.of(channel.safeBits() + 1, -1);
        return all.filter(bits -> bits != channel.safeBits() && channel.accepts(bits))
                .toArray();
    }

    /** All of them at once, for a while: the driver says that it ends that by itself. */
    private @Nullable String lifetimes() {
        List<String> held = new ArrayList<>();
        long untilInstantNs = System.nanoTime() + LIFETIME_NS;
        for (ChannelSpec channel : outputs) {
            int[] unsafe = unsafe(channel);
            if (unsafe.length > 0) {
                set(channel, unsafe[0], untilInstantNs);
                held.add(channel.name());
            }
        }
        exchange();
        for (long leftNs = LATE_NS; leftNs > 0; leftNs = untilInstantNs + LATE_NS - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
        String wrong = held.isEmpty() ? null : wrong(null, 0);
        return wrong == null
                ? null
                : "says that it keeps lifetimes, but " + LATE_NS / 1_000_000 + " ms after the end of one " + wrong;
    }

    private void set(ChannelSpec channel, int bits, long until) {
        values[channel.id()] = bits;
        untilNs[channel.id()] = until;
    }

    private void exchange() {
        int status = device.exchange(values, untilNs);
        if (status != LocalDevice.OK) {
            throw device.failure();
        }
    }

    /** Reads all of them back: one may be driven, the others are safe. */
    private @Nullable String wrong(@Nullable ChannelSpec driven, int bits) {
        Arrays.fill(untilNs, LocalDevice.LEAVE);
        exchange();
        for (ChannelSpec channel : outputs) {
            int wanted = channel.equals(driven) ? bits : channel.safeBits();
            int found = values[channel.id()];
            if (found != wanted) {
                return channel.name() + " reads back as " + channel.toNumber(found) + ", set was "
                        + channel.toNumber(wanted)
                        + (driven == null || channel.equals(driven) ? "" : ", while " + driven.name() + " was driven");
            }
        }
        return null;
    }
}
