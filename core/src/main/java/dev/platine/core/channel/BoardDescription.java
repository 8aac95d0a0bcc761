package dev.platine.core.channel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
     * that changes what a value means; labels do not count. For each channel in order: id (16 bits), name, 0, kind
     * (8 bits, as in board.proto), direction (8 bits), unit, 0, minimum, maximum, resolution (float32), safe value
     * (32 bits); little endian, texts in UTF-8. A board sends the same number in its {@code HelloReply}.
     *
     * @return the hash, the same on every machine
     */
    public int schemaHash() {
        CRC32C crc = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        for (ChannelSpec channel : channels) {
            bytes.clear().putShort((short) channel.id());
            bytes.put(channel.name().getBytes(StandardCharsets.UTF_8)).put((byte) 0);
            bytes.put((byte) channel.kind().number());
            bytes.put((byte) channel.direction().number());
            bytes.put(channel.unit().getBytes(StandardCharsets.UTF_8)).put((byte) 0);
            bytes.putFloat(channel.minimum()).putFloat(channel.maximum()).putFloat(channel.resolution());
            bytes.putInt(channel.safeBits());
            crc.update(bytes.flip());
        }
        return (int) crc.getValue();
    }
}
