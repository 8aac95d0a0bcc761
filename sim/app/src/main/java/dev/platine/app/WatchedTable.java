package dev.platine.app;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table of all values, drawn over itself at most ten times a second. */
final class WatchedTable implements Watched {
    private static final long REDRAW_NS = 100_000_000;
    private static final int BAR = 20;
    private static final long RECENT_NS = 1_000_000_000;

    private final Console console;
    private final Map<String, ChannelSpec> channels = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Map<String, Long> changedNs = new LinkedHashMap<>();
    private long boardTimeNs;
    private long lost;
    private long drawnNs = System.nanoTime() - REDRAW_NS;
    private int drawnLines;

    WatchedTable(Console console, List<ChannelSpec> specs) {
        this.console = console;
        specs.forEach(spec -> channels.put(spec.name(), spec));
    }

    @Override
    public void sample(Sample sample) {
        boardTimeNs = Math.max(boardTimeNs, sample.boardTimeNs());
        lost += sample.lostBefore();
        for (int i = 0; i < sample.channels().size(); i++) {
            ChannelSpec channel = sample.channels().get(i);
            boolean text = channel.kind() == ChannelKind.TEXT;
            String value = text ? sample.text() : Values.text(channel, sample.number(i));
            if (!text) {
                numbers.put(channel.name(), sample.number(i));
            }
            if (!value.equals(values.put(channel.name(), value))) {
                changedNs.put(channel.name(), System.nanoTime());
            }
        }
    }

    @Override
    public void look() {
        long nowNs = System.nanoTime();
        if (nowNs - drawnNs >= REDRAW_NS) {
            drawnNs = nowNs;
            List<String> lines = lines(nowNs);
            console.redraw(drawnLines, lines);
            drawnLines = lines.size();
        }
    }

    @Override
    public void interrupted() {
        drawnLines = 0;
    }

    private List<String> lines(long nowNs) {
        Table table = new Table("CHANNEL", ">VALUE", "");
        List<String> names = new ArrayList<>(channels.keySet());
        names.forEach(name -> table.row(name, values.getOrDefault(name, "-"), bar(name)));
        List<String> lines = new ArrayList<>(table.lines());
        for (int i = 0; i < names.size(); i++) {
            String line = clip(lines.get(i + 1));
            boolean recent = nowNs - changedNs.getOrDefault(names.get(i), nowNs - RECENT_NS) < RECENT_NS;
            lines.set(i + 1, console.paint(recent ? Console.Ink.BOLD : Console.Ink.PLAIN, line));
        }
        String losses = lost == 0 ? "" : ", " + lost + " samples lost";
        lines.add(console.paint(
                Console.Ink.DIM, String.format(Locale.ROOT, "board time %.3f s%s", boardTimeNs / 1e9, losses)));
        return lines;
    }

    private String clip(String line) {
        return line.length() < console.columns() ? line : line.substring(0, console.columns() - 1);
    }

    private String bar(String name) {
        ChannelSpec channel = channels.get(name);
        Double number = numbers.get(name);
        if (channel == null || number == null || !channel.kind().isReal() || channel.maximum() <= channel.minimum()) {
            return "";
        }
        double part = (number - channel.minimum()) / (channel.maximum() - channel.minimum());
        int full = (int) Math.round(Math.max(0, Math.min(1, part)) * BAR);
        return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "]";
    }
}
