package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.Channel;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Reading;
import dev.platine.hal.TextInput;
import dev.platine.hal.TextOutput;
import dev.platine.hal.spi.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of channels of a board, read with as few exchanges as they fit in. */
final class Snapshot {
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, String> lines = new HashMap<>();
    private long boardTimeNs;

    private Snapshot() {}

    static Snapshot of(Board board) {
        return of(board, board.channels());
    }

    static Snapshot of(Board board, List<ChannelSpec> wanted) {
        Snapshot snapshot = new Snapshot();
        List<Channel> plain = new ArrayList<>();
        for (ChannelSpec spec : wanted) {
            Channel channel = board.handle(spec.name());
            if (channel instanceof TextInput text) {
                snapshot.lines.put(spec.name(), text.read());
            } else if (channel instanceof TextOutput text) {
                snapshot.lines.put(spec.name(), text.read());
            } else {
                plain.add(channel);
            }
        }
        for (int from = 0; from < plain.size(); from += Plan.MAX_CHANNELS) {
            snapshot.read(board, plain.subList(from, Math.min(plain.size(), from + Plan.MAX_CHANNELS)));
        }
        return snapshot;
    }

    /** Small boards take small plans: what is refused as too large is read in halves. */
    private void read(Board board, List<Channel> channels) {
        try {
            readAtOnce(board, channels);
        } catch (BoardException e) {
            boolean large = e.kind() == BoardException.Kind.TOO_LARGE || e.kind() == BoardException.Kind.MALFORMED;
            if (!large || channels.size() < 2) {
                throw e;
            }
            read(board, channels.subList(0, channels.size() / 2));
            read(board, channels.subList(channels.size() / 2, channels.size()));
        }
    }

    private void readAtOnce(Board board, List<Channel> channels) {
        ExchangePlan plan = board.exchange();
        List<Reading> readings = new ArrayList<>();
        channels.forEach(channel -> readings.add(plan.read(channel)));
        try (Exchange exchange = plan.prepare()) {
            exchange.runOrThrow();
            boardTimeNs = exchange.boardTimeNs();
            readings.forEach(reading -> numbers.put(reading.spec().name(), reading.number()));
        }
    }

    long boardTimeNs() {
        return boardTimeNs;
    }

    String text(ChannelSpec channel) {
        return channel.kind() == ChannelKind.TEXT
                ? lines.getOrDefault(channel.name(), "")
                : Values.number(channel, numbers.getOrDefault(channel.name(), 0.0));
    }

    Object json(ChannelSpec channel) {
        return channel.kind() == ChannelKind.TEXT
                ? lines.getOrDefault(channel.name(), "")
                : Values.json(channel, numbers.getOrDefault(channel.name(), 0.0));
    }
}
