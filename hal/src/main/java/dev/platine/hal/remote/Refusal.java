package dev.platine.hal.remote;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.protocol.proto.Error;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a board did not do what it was asked, before somebody wants to know it as an exception. Immutable.
 *
 * @param kind what went wrong
 * @param code the board's number for it
 * @param reason one line
 * @param channel id of the channel that is to blame, or -1
 */
record Refusal(Kind kind, int code, String reason, int channel) {
    static Refusal of(Error error) {
        String reason = error.getReason().isBlank() ? "the board gives no reason" : Replies.oneLine(error.getReason());
        String group = error.getGroup() == 0 ? "" : " (group " + Integer.toUnsignedString(error.getGroup()) + ")";
        return new Refusal(
                Replies.kind(error), error.getCode(), reason + group, error.hasChannel() ? error.getChannel() : -1);
    }

    static Refusal protocol(String problem) {
        return new Refusal(Kind.PROTOCOL, 0, problem + "; the far end does not keep to the protocol", -1);
    }

    static Refusal tooLarge(String problem) {
        return new Refusal(Kind.TOO_LARGE, 0, problem, -1);
    }

    BoardException toException(
            String board, String operation, List<ChannelSpec> channels, @Nullable ChannelSpec about) {
        String name = about == null ? null : about.name();
        if (channel >= 0 && channel < channels.size()) {
            name = channels.get(channel).name();
        }
        return new BoardException(kind, code, board, name, operation, reason, null);
    }
}
