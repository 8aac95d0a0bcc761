package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Sample;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line for each change, or for each value of each sample. */
final class WatchedLines implements Watched {
    private final Console console;
    private final boolean json;
    private final boolean every;
    private final Map<String, Object> last = new HashMap<>();

    WatchedLines(Console console, boolean json, boolean every) {
        this.console = console;
        this.json = json;
        this.every = every;
    }

    @Override
    public void sample(Sample sample) {
        if (sample.lostBefore() > 0) {
            console.warn(sample.lostBefore() + " samples were lost, the output did not keep up");
        }
        List<ChannelSpec> channels = sample.channels();
        for (int i = 0; i < channels.size(); i++) {
            ChannelSpec channel = channels.get(i);
            boolean text = channel.kind() == ChannelKind.TEXT;
            Object value = text ? sample.text() : Values.json(channel, sample.number(i));
            Object before = last.put(channel.name(), value);
            if (every || text || !value.equals(before)) {
                print(
                        sample.boardTimeNs(),
                        channel,
                        value,
                        text ? sample.text() : Values.text(channel, sample.number(i)));
            }
        }
    }

    private void print(long boardTimeNs, ChannelSpec channel, Object value, String text) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("board_time_ns", boardTimeNs);
            object.put("channel", channel.name());
            object.put("value", value);
            console.line(Json.line(object));
        } else {
            console.line(String.format(Locale.ROOT, "%.6f %s %s", boardTimeNs / 1e9, channel.name(), text));
        }
    }

    @Override
    public void look() {
        // every line is out already
    }

    @Override
    public void interrupted() {
        // lines are not drawn over
    }
}
