package dev.platine.core.channel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Who a board is and which channels it has.
 *
 * <p>Immutable, safe for any thread. Channel ids are the positions in {@link #channels()}; names are unique; a list
 * that breaks this throws {@link IllegalArgumentException}.
 *
 * @param info who the board is
 * @param channels all channels, in the order of their ids
 */
public record BoardDescription(BoardInfo info, List<ChannelSpec> channels) {

    public BoardDescription {
        channels = List.copyOf(channels);
        Map<String, ChannelSpec> seen = new HashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            ChannelSpec channel = channels.get(i);
            if (channel.id() != i) {
                throw new IllegalArgumentException("must be the position " + i + ": id=" + channel.id());
            }
            if (seen.put(channel.name(), channel) != null) {
                throw new IllegalArgumentException("must be unique on a board: name=" + channel.name());
            }
        }
    }

    /**
     * Finds a channel by its name.
     *
     * @param name the channel's name
     * @return the channel, or null when the board has none of that name
     */
    public @Nullable ChannelSpec find(String name) {
        for (ChannelSpec channel : channels) {
            if (channel.name().equals(name)) {
                return channel;
            }
        }
        return null;
    }

    /**
     * A number that is equal for equal channel lists and all but certainly differs for others: CRC-32C over every field
     * that changes what a value means. Labels do not count.
     *
     * @return the hash, the same on every machine
     */
    public int schemaHash() {
        StringBuilder text = new StringBuilder();
        for (ChannelSpec c : channels) {
            text.append(c.id()).append('|').append(c.name()).append('|').append(c.kind());
            text.append('|').append(c.direction()).append('|').append(c.unit());
            text.append('|').append(Float.floatToIntBits(c.minimum()));
            text.append('|').append(Float.floatToIntBits(c.maximum()));
            text.append('|').append(Float.floatToIntBits(c.resolution()));
            text.append('|').append(c.safeBits()).append('\n');
        }
        CRC32C crc = new CRC32C();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
