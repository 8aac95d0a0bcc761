package dev.platine.hal.linux.can;

import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.CanNumbers;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import dev.platine.hal.linux.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Section {@code can}: signals in the frames of a CAN bus. */
public final class CanKind implements BusKind {
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};
    private static final double LONGEST_PERIOD_MS = 3_600_000;
    private static final Map<String, Boolean> ORDER = order();

    /** A kind; does nothing. */
    public CanKind() {}

    private static Map<String, Boolean> order() {
        Map<String, Boolean> order = new LinkedHashMap<>();
        order.put("little", false);
        order.put("big", true);
        return order;
    }

    @Override
    public String section() {
        return "can";
    }

    /** A frame to be sent, while its channels are read. */
    private static final class Draft {
        final List<CanSettings.Signal> signals = new ArrayList<>();
        final long[] taken = new long[8];
        int length;
        boolean onChange;
        double periodMs = -1;
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        String name = device.text("interface", "name of the interface, as can0");
        boolean fd = device.flag("fd", false);
        List<CanSettings.Signal> inputs = new ArrayList<>();
        Map<Integer, Draft> drafts = new LinkedHashMap<>();
        channels.each(device, (channelName, channel) -> {
            Direction direction = channels.direction(channel);
            int id = id(channel);
            BitField field = field(channel, fd);
            Value value = Value.read(channelName, channel, channels, direction, field.bits(), field.signed());
            CanSettings.Signal signal = new CanSettings.Signal(value, id, field);
            if (direction == Direction.INPUT) {
                inputs.add(signal);
            } else {
                draft(drafts.computeIfAbsent(id, any -> new Draft()), signal, channel, fd);
            }
        });
        List<CanSettings.Output> outputs = new ArrayList<>();
        drafts.forEach((id, draft) -> outputs.add(output(id, draft)));
        CanSettings settings = new CanSettings(name, fd, List.copyOf(inputs), List.copyOf(outputs));
        return context -> CanSignals.open(settings, context);
    }

    private static int id(YamlBlock channel) {
        channel.needs("id", "identifier of the frame");
        int id = (int) channel.whole("id", 0, 0, CanNumbers.CAN_EFF_MASK);
        boolean extended = channel.flag("extended", id > CanNumbers.CAN_SFF_MASK);
        if (!extended && id > CanNumbers.CAN_SFF_MASK) {
            channel.mistake("extended", "is false, but the id has more than 11 bits; leave it out");
        }
        return extended ? id | CanNumbers.CAN_EFF_FLAG : id;
    }

    private static BitField field(YamlBlock channel, boolean fd) {
        int most = fd ? CanNumbers.CANFD_MAX_DLEN : CanNumbers.CAN_MAX_DLEN;
        channel.needs("start", "first bit of the signal, as in a DBC file");
        channel.needs("bits", "how many bits the signal has");
        int start = (int) channel.whole("start", 0, 0, 8L * most - 1);
        int bits = (int) channel.whole("bits", 1, 1, 32);
        BitField field =
                new BitField(start, bits, channel.choice("order", ORDER, false), channel.flag("signed", false));
        if (field.bytes() > most) {
            channel.mistake("start", "leads over the end of the frame, must end in byte " + (most - 1) + "; check it");
            return new BitField(0, 1, false, false);
        }
        return field;
    }

    private static void draft(Draft draft, CanSettings.Signal signal, YamlBlock channel, boolean fd) {
        long[] taken = signal.field().taken();
        for (int i = 0; i < taken.length; i++) {
            if ((draft.taken[i] & taken[i]) != 0) {
                channel.mistake("start", "overlaps another signal of the same frame, must not; check start and bits");
                break;
            }
            draft.taken[i] |= taken[i];
        }
        int given = (int) channel.whole("length", 0, 0, fd ? CanNumbers.CANFD_MAX_DLEN : CanNumbers.CAN_MAX_DLEN);
        draft.length = Math.max(draft.length, Math.max(given, signal.field().bytes()));
        double periodMs = channel.number("periodMs", 0, 0, LONGEST_PERIOD_MS);
        boolean onChange = channel.flag("onChange", true);
        if (!onChange && periodMs == 0) {
            channel.mistake("onChange", "is false and there is no periodMs, so it would never be sent; add a period");
        }
        if (draft.periodMs >= 0 && draft.periodMs != periodMs) {
            channel.mistake(
                    "periodMs", "differs from that of another signal of the frame, must be the same; change one");
        }
        draft.periodMs = periodMs;
        draft.onChange |= onChange;
        draft.signals.add(signal);
    }

    private static CanSettings.Output output(int id, Draft draft) {
        int length = draft.length;
        for (int i = LENGTHS.length - 1; i >= 0 && LENGTHS[i] >= draft.length; i--) {
            length = LENGTHS[i];
        }
        long periodNs = (long) (Math.max(0, draft.periodMs) * 1_000_000);
        return new CanSettings.Output(id, length, draft.onChange, periodNs, List.copyOf(draft.signals));
    }
}
