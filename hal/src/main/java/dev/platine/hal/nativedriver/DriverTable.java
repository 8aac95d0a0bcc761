package dev.platine.hal.nativedriver;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a driver says about its board, checked word by word: nothing of it is believed.
 *
 * @param description the board and its channels
 * @param keepsLifetimes whether the hardware makes outputs safe by itself
 * @param resets whether reset works
 * @param scanNs how often to look for changes, nanoseconds
 * @param tellsChanges ids of the channels whose changes come as events
 */
record DriverTable(
        BoardDescription description, boolean keepsLifetimes, boolean resets, long scanNs, Set<Integer> tellsChanges) {
    private static final int FIRST_CAPACITY = 64;
    private static final long MIN_SCAN_US = 100;
    private static final long USUAL_SCAN_US = 10_000;

    /** Asks a driver; twice when it has many channels. */
    static DriverTable read(DriverLibrary calls, long driver, DriverErrors errors) {
        int capacity = FIRST_CAPACITY;
        for (int round = 0; ; round++) {
            GuardedBlock board = new GuardedBlock(DriverCalls.BOARD_BYTES);
            GuardedBlock channels = new GuardedBlock(capacity * DriverCalls.CHANNEL_BYTES);
            try {
                errors.check("describe", calls.describe(driver, board.address(), channels.address(), capacity));
                requireIntact(board, "platine_driver_board");
                requireIntact(channels, "table of " + capacity + " channels");
                long count = Integer.toUnsignedLong(board.bytes().getInt(DriverCalls.BOARD_CHANNEL_COUNT));
                require(
                        count >= 1 && count <= DriverCalls.MAX_CHANNELS,
                        "channel_count must be 1 to " + DriverCalls.MAX_CHANNELS + ": " + count);
                if (count <= capacity) {
                    return parse(board.bytes(), channels.bytes(), (int) count);
                }
                require(round == 0, "describe changes its mind about channel_count: " + capacity + ", then " + count);
                capacity = (int) count;
            } finally {
                board.release();
                channels.release();
            }
        }
    }

    private static void requireIntact(GuardedBlock block, String what) {
        require(block.isIntact(), "describe wrote beside its " + what);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new LocalException(Kind.PROTOCOL, otherwise + ": tell the driver's maker");
        }
    }

    private static DriverTable parse(ByteBuffer board, ByteBuffer table, int count) {
        List<ChannelSpec> channels = new ArrayList<>();
        Set<Integer> tells = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ChannelSpec channel = channel(table, i);
            channels.add(channel);
            int flags = table.get(i * DriverCalls.CHANNEL_BYTES + DriverCalls.CHANNEL_FLAGS);
            if ((flags & DriverCalls.TELLS_CHANGES) != 0 && channel.direction() == Direction.INPUT) {
                tells.add(i);
            }
        }
        long scanUs = Integer.toUnsignedLong(board.getInt(DriverCalls.BOARD_SCAN_US));
        require(scanUs == 0 || scanUs >= MIN_SCAN_US, "scan_us must be 0 or at least " + MIN_SCAN_US + ": " + scanUs);
        int abilities = board.getInt(DriverCalls.BOARD_ABILITIES);
        require(
                (abilities & ~(DriverCalls.KEEPS_LIFETIMES | DriverCalls.RESETS)) == 0,
                "abilities has unknown bits: 0x" + Integer.toHexString(abilities));
        try {
            return new DriverTable(
                    new BoardDescription(info(board), channels),
                    (abilities & DriverCalls.KEEPS_LIFETIMES) != 0,
                    (abilities & DriverCalls.RESETS) != 0,
                    (scanUs == 0 ? USUAL_SCAN_US : scanUs) * 1_000,
                    Set.copyOf(tells));
        } catch (IllegalArgumentException e) {
            throw new LocalException(Kind.PROTOCOL, e.getMessage() + ": tell the driver's maker");
        }
    }

    private static BoardInfo info(ByteBuffer board) {
        String[] texts = new String[7];
        for (int i = 0; i < texts.length; i++) {
            int at = DriverCalls.BOARD_NAME + i * DriverCalls.BOARD_TEXT_BYTES;
            texts[i] = text(board, at, DriverCalls.BOARD_TEXT_BYTES, "a text of the board");
        }
        require(!texts[0].isEmpty(), "the board has no name");
        return new BoardInfo(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6]);
    }

    private static ChannelSpec channel(ByteBuffer table, int id) {
        int at = id * DriverCalls.CHANNEL_BYTES;
        String who = "channel " + id;
        String name = text(table, at + DriverCalls.CHANNEL_NAME, DriverCalls.CHANNEL_NAME_BYTES, who + "'s name");
        String unit = text(table, at + DriverCalls.CHANNEL_UNIT, DriverCalls.CHANNEL_UNIT_BYTES, who + "'s unit");
        String label = text(table, at + DriverCalls.CHANNEL_LABEL, DriverCalls.CHANNEL_LABEL_BYTES, who + "'s label");
        int kindNumber = table.get(at + DriverCalls.CHANNEL_KIND);
        int directionNumber = table.get(at + DriverCalls.CHANNEL_DIRECTION);
        require(directionNumber == 1 || directionNumber == 2, who + "'s direction must be 1 or 2: " + directionNumber);
        ChannelKind kind = kind(who, kindNumber);
        Direction direction = directionNumber == 1 ? Direction.INPUT : Direction.OUTPUT;
        float minimum = table.getFloat(at + DriverCalls.CHANNEL_MINIMUM);
        float maximum = table.getFloat(at + DriverCalls.CHANNEL_MAXIMUM);
        float resolution = table.getFloat(at + DriverCalls.CHANNEL_RESOLUTION);
        int safe = direction == Direction.INPUT ? 0 : table.getInt(at + DriverCalls.CHANNEL_SAFE);
        if (kind == ChannelKind.ANALOG || kind == ChannelKind.PWM) {
            require(
                    Float.isFinite(minimum) && Float.isFinite(maximum) && Float.isFinite(resolution),
                    who + " (" + name + ") has a range that is no number");
        } else {
            minimum = 0;
            maximum = kind == ChannelKind.COUNTER ? (float) ChannelSpec.MAX_COUNT : 1;
            resolution = kind == ChannelKind.TEXT ? 0 : 1;
        }
        require(
                kind != ChannelKind.PWM || (minimum >= 0 && maximum <= 1),
                who + " (" + name + ") is PWM, so its range must be inside 0 to 1");
        try {
            return new ChannelSpec(id, name, kind, direction, unit, minimum, maximum, resolution, safe, label);
        } catch (IllegalArgumentException e) {
            throw new LocalException(Kind.PROTOCOL, who + ": " + e.getMessage() + ": tell the driver's maker");
        }
    }

    private static ChannelKind kind(String who, int number) {
        for (ChannelKind kind : ChannelKind.values()) {
            if (kind.number() == number) {
                return kind;
            }
        }
        throw new LocalException(
                Kind.PROTOCOL, who + "'s kind must be 1 to 5: " + number + ": tell the driver's maker");
    }

    /** A text that ends inside its field and is UTF-8 without control characters. */
    private static String text(ByteBuffer bytes, int at, int size, String what) {
        int length = 0;
        while (length < size && bytes.get(at + length) != 0) {
            length++;
        }
        require(length < size, what + " does not end in a zero within its " + size + " bytes");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(at, length))
                    .toString();
            require(text.chars().noneMatch(Character::isISOControl), what + " has control characters");
            return text;
        } catch (CharacterCodingException e) {
            throw new LocalException(Kind.PROTOCOL, what + " is not UTF-8: tell the driver's maker");
        }
    }
}
