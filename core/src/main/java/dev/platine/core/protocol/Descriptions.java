package dev.platine.core.protocol;

import com.google.protobuf.CodedOutputStream;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.protocol.proto.BoardDescription;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.ChannelDescription;
import dev.platine.core.protocol.proto.ChannelDescriptions;
import dev.platine.core.protocol.proto.ChannelDirection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns descriptions of boards into messages and back, and keeps to {@link ProtocolLimits} both ways.
 *
 * <p>Pure functions, any thread. What breaks a rule throws {@link IllegalArgumentException}, which says the rule, then the
 * value: a board's author learns it before the board is served, a host that reads a peer's description turns it into its
 * own protocol error.
 */
public final class Descriptions {
    private Descriptions() {}

    /**
     * Who a board is, as its answer to {@code DescribeBoard}.
     *
     * @param info who it is
     * @param channelCount how many channels it has, from 0 to {@link ProtocolLimits#MAX_CHANNELS}
     * @return the message
     * @throws IllegalArgumentException when a text is too long or the count is outside its range
     */
    public static BoardDescription toMessage(BoardInfo info, int channelCount) {
        checkChannelCount(channelCount);
        return BoardDescription.newBuilder()
                .setName(identity("name", info.name()))
                .setVendor(identity("vendor", info.vendor()))
                .setModel(identity("model", info.model()))
                .setHardwareRevision(identity("hardware revision", info.hardwareRevision()))
                .setSerialNumber(identity("serial number", info.serialNumber()))
                .setFirmwareVersion(identity("firmware version", info.firmwareVersion()))
                .setBuildId(identity("build id", info.buildId()))
                .setChannelCount(channelCount)
                .build();
    }

    /**
     * Who a board is, from its answer to {@code DescribeBoard}.
     *
     * @param message the answer; its channel count is checked too
     * @return who it is
     * @throws IllegalArgumentException when a text is too long or the channel count is outside its range
     */
    public static BoardInfo info(BoardDescription message) {
        checkChannelCount(message.getChannelCount());
        return new BoardInfo(
                identity("name", message.getName()),
                identity("vendor", message.getVendor()),
                identity("model", message.getModel()),
                identity("hardware revision", message.getHardwareRevision()),
                identity("serial number", message.getSerialNumber()),
                identity("firmware version", message.getFirmwareVersion()),
                identity("build id", message.getBuildId()));
    }

    /**
     * One channel as a message. A label that is too long in UTF-8 is cut between two characters.
     *
     * @param channel the channel
     * @return the message
     * @throws IllegalArgumentException when the unit is too long in UTF-8, or the id above the most that a board has
     */
    public static ChannelDescription toMessage(ChannelSpec channel) {
        checkId(channel.id());
        return ChannelDescription.newBuilder()
                .setId(channel.id())
                .setName(channel.name())
                .setKind(kind(channel.kind()))
                .setDirection(channel.direction() == Direction.INPUT ? ChannelDirection.INPUT : ChannelDirection.OUTPUT)
                .setUnit(text("unit of " + channel.name(), channel.unit(), ProtocolLimits.MAX_UNIT_BYTES))
                .setMinimum(channel.minimum())
                .setMaximum(channel.maximum())
                .setResolution(channel.resolution())
                .setSafeValue(channel.safeBits())
                .setLabel(cut(channel.label(), ProtocolLimits.MAX_LABEL_BYTES))
                .build();
    }

    /**
     * One channel from a message.
     *
     * @param message the message
     * @return the channel
     * @throws IllegalArgumentException when the message has no known kind or direction, a text is too long, a number is
     *     not finite, or a rule of {@link ChannelSpec} is broken
     */
    public static ChannelSpec channel(ChannelDescription message) {
        checkId(message.getId());
        String name = text("channel name", message.getName(), ProtocolLimits.MAX_CHANNEL_NAME_BYTES);
        checkFinite("minimum", message.getMinimum(), name);
        checkFinite("maximum", message.getMaximum(), name);
        checkFinite("resolution", message.getResolution(), name);
        return new ChannelSpec(
                message.getId(),
                name,
                kind(message),
                direction(message),
                text("unit of " + name, message.getUnit(), ProtocolLimits.MAX_UNIT_BYTES),
                message.getMinimum(),
                message.getMaximum(),
                message.getResolution(),
                message.getSafeValue(),
                text("label of " + name, message.getLabel(), ProtocolLimits.MAX_LABEL_BYTES));
    }

    /**
     * The answer to {@code DescribeChannels}: channels from a number on, as many as fit.
     *
     * @param channels all channels of the board, in the order of their ids
     * @param first id of the first one wanted; none are left from the number of channels on
     * @param maxMessageBytes how long the {@code BoardReply} may be
     * @return at least one channel while there are any left, even when that one does not fit
     * @throws IllegalArgumentException when a channel cannot be described, see {@link #toMessage(ChannelSpec)}
     */
    public static ChannelDescriptions page(List<ChannelSpec> channels, int first, int maxMessageBytes) {
        ChannelDescriptions.Builder page = ChannelDescriptions.newBuilder();
        int bytes = 0;
        for (int id = Math.max(0, first); id < channels.size(); id++) {
            ChannelDescription channel = toMessage(channels.get(id));
            bytes += CodedOutputStream.computeMessageSize(ChannelDescriptions.CHANNELS_FIELD_NUMBER, channel);
            if (page.getChannelsCount() > 0 && replyBytes(bytes) > maxMessageBytes) {
                break;
            }
            page.addChannels(channel);
        }
        return page.build();
    }

    private static int replyBytes(int pageBytes) {
        return CodedOutputStream.computeTagSize(BoardReply.DESCRIBE_CHANNELS_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(pageBytes)
                + pageBytes;
    }

    /**
     * Cuts a text between two characters so that its UTF-8 fits.
     *
     * @param text any text
     * @param maxBytes how many bytes of UTF-8 it may have, 0 or more
     * @return the text, or its beginning
     */
    public static String cut(String text, int maxBytes) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return text.substring(0, at);
            }
            at += Character.charCount(character);
        }
        return text;
    }

    private static String identity(String what, String text) {
        return text(what, text, ProtocolLimits.MAX_IDENTITY_BYTES);
    }

    private static String text(String what, String text, int maxBytes) {
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new IllegalArgumentException(
                    "must have at most " + maxBytes + " bytes of UTF-8: " + what + "=" + cut(text, 2 * maxBytes));
        }
        return text;
    }

    private static void checkChannelCount(int count) {
        if (count < 0 || count > ProtocolLimits.MAX_CHANNELS) {
            throw new IllegalArgumentException("must be at most " + ProtocolLimits.MAX_CHANNELS + ": channelCount="
                    + Integer.toUnsignedString(count));
        }
    }

    private static void checkId(int id) {
        if (id < 0 || id >= ProtocolLimits.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "must be below " + ProtocolLimits.MAX_CHANNELS + ": id=" + Integer.toUnsignedString(id));
        }
    }

    private static void checkFinite(String what, float value, String name) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("must be finite: " + what + "=" + value + " of " + name);
        }
    }

    private static dev.platine.core.protocol.proto.ChannelKind kind(ChannelKind kind) {
        return switch (kind) {
            case DIGITAL -> dev.platine.core.protocol.proto.ChannelKind.DIGITAL;
            case ANALOG -> dev.platine.core.protocol.proto.ChannelKind.ANALOG;
            case PWM -> dev.platine.core.protocol.proto.ChannelKind.PWM;
            case COUNTER -> dev.platine.core.protocol.proto.ChannelKind.COUNTER;
            case TEXT -> dev.platine.core.protocol.proto.ChannelKind.TEXT;
        };
    }

    private static ChannelKind kind(ChannelDescription message) {
        return switch (message.getKind()) {
            case DIGITAL -> ChannelKind.DIGITAL;
            case ANALOG -> ChannelKind.ANALOG;
            case PWM -> ChannelKind.PWM;
            case COUNTER -> ChannelKind.COUNTER;
            case TEXT -> ChannelKind.TEXT;
            case CHANNEL_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "must be a known channel kind: kind=" + message.getKindValue() + " of " + message.getName());
        };
    }

    private static Direction direction(ChannelDescription message) {
        return switch (message.getDirection()) {
            case INPUT -> Direction.INPUT;
            case OUTPUT -> Direction.OUTPUT;
            case CHANNEL_DIRECTION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("must be input or output: direction=" + message.getDirectionValue()
                        + " of " + message.getName());
        };
    }
}
