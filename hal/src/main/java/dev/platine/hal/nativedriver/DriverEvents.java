package dev.platine.hal.nativedriver;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.util.List;

/** The events of a driver, taken some at a time. */
final class DriverEvents {
    private static final int CAPACITY = 16;

    private final DriverLibrary calls;
    private final long driver;
    private final DriverErrors errors;
    private final List<ChannelSpec> channels;
    private final GuardedBlock block = new GuardedBlock(CAPACITY * DriverCalls.EVENT_BYTES);
    private int count;
    private int taken;
    private boolean more;

    DriverEvents(DriverLibrary calls, long driver, DriverErrors errors, List<ChannelSpec> channels) {
        this.calls = calls;
        this.driver = driver;
        this.errors = errors;
        this.channels = channels;
    }

    GuardedBlock block() {
        return block;
    }

    boolean next(LocalEvent into) {
        if (taken == count) {
            if (count > 0 && !more) {
                count = 0;
                taken = 0;
                return false; // it had fewer than there was room for
            }
            taken = 0;
            count = 0;
            int found = calls.poll(driver, block.address(), CAPACITY);
            if (found < 0) {
                throw errors.failure("poll", found);
            }
            if (found > CAPACITY || !block.isIntact()) {
                throw new LocalException(
                        Kind.PROTOCOL, "poll gave " + found + " events, there was room for " + CAPACITY);
            }
            count = found;
            more = found == CAPACITY;
            if (found == 0) {
                return false;
            }
        }
        parse(taken++ * DriverCalls.EVENT_BYTES, into);
        return true;
    }

    private void parse(int at, LocalEvent into) {
        ByteBuffer bytes = block.bytes();
        int kind = bytes.getInt(at + DriverCalls.EVENT_KIND);
        into.timeNs = bytes.getLong(at + DriverCalls.EVENT_TIME_NS);
        into.lost = bytes.getInt(at + DriverCalls.EVENT_LOST);
        into.bits = bytes.getInt(at + DriverCalls.EVENT_VALUE);
        into.text = "";
        if (kind == DriverCalls.EVENT_NOTICE) {
            into.type = LocalEvent.Type.NOTICE;
            into.text = text(at).replaceAll("\\s*\\R\\s*", "; ");
            return;
        }
        int id = bytes.getInt(at + DriverCalls.EVENT_CHANNEL);
        ChannelSpec channel = id >= 0 && id < channels.size() ? channels.get(id) : null;
        boolean text = kind == DriverCalls.EVENT_LINE;
        if (channel == null
                || channel.direction() != Direction.INPUT
                || (kind != DriverCalls.EVENT_CHANGE && !text)
                || (channel.kind() == ChannelKind.TEXT) != text
                || into.lost < 0
                || into.timeNs < 0
                || !(text || isValue(channel.kind(), into.bits))) {
            throw new LocalException(
                    Kind.PROTOCOL,
                    "poll gave an event that cannot be: kind " + kind + ", channel " + Integer.toUnsignedLong(id)
                            + ": tell the driver's maker");
        }
        into.channel = id;
        into.type = text ? LocalEvent.Type.LINE : LocalEvent.Type.CHANGE;
        into.text = text ? text(at) : "";
    }

    private String text(int at) {
        return GuardedBlock.text(block.bytes(), at + DriverCalls.EVENT_TEXT, DriverCalls.EVENT_TEXT_BYTES);
    }

    /** Whether the bits can be a measurement: outside of the range is one, not-a-number is none. */
    static boolean isValue(ChannelKind kind, int bits) {
        return switch (kind) {
            case DIGITAL -> bits == 0 || bits == 1;
            case ANALOG, PWM -> Float.isFinite(Float.intBitsToFloat(bits));
            case COUNTER -> true;
            case TEXT -> false;
        };
    }
}
