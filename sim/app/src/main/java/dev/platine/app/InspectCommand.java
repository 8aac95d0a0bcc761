package dev.platine.app;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.hal.Board;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who a board is and what it can do. */
@Command(
        addMethodSubcommands = false,
        name = "inspect",
        description = "Shows who a board is, its channels and their values now.",
        footer = {"%nExamples:", "  platine inspect tcp://127.0.0.1:7400", "  platine inspect sim:ev-charger --json"})
final class InspectCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final Far far = new Far();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    InspectCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Board board = far.open(false)) {
            Snapshot now = Snapshot.of(board);
            if (json) {
                context.console().line(Json.pretty(toJson(board, now)));
            } else {
                print(board, now);
            }
        }
        return Exit.OK;
    }

    private void print(Board board, Snapshot now) {
        Console console = context.console();
        BoardInfo info = board.info();
        console.line(console.paint(Console.Ink.BOLD, info.name()) + "  " + info.vendor() + " " + info.model()
                + ", hardware " + info.hardwareRevision() + ", serial " + info.serialNumber());
        console.line("firmware " + info.firmwareVersion() + " (" + info.buildId() + "), "
                + board.channels().size() + " channels");
        console.line("");
        Table table = new Table("CHANNEL", "KIND", "WAY", ">VALUE", "UNIT", "RANGE", "SAFE", "MEANING");
        for (ChannelSpec channel : board.channels()) {
            table.row(
                    channel.name(),
                    word(channel.kind()),
                    word(channel.direction()),
                    now.text(channel),
                    channel.unit(),
                    range(channel),
                    safe(channel),
                    channel.label());
        }
        table.lines().forEach(console::line);
    }

    private static String range(ChannelSpec channel) {
        return channel.kind().isReal()
                ? bound(channel, channel.minimum()) + " to " + bound(channel, channel.maximum())
                : "";
    }

    private static String bound(ChannelSpec channel, float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Values.number(channel, value);
    }

    private static String safe(ChannelSpec channel) {
        boolean none = channel.direction() == Direction.INPUT || channel.kind() == ChannelKind.TEXT;
        return none ? "" : Values.number(channel, channel.toNumber(channel.safeBits()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> toJson(Board board, Snapshot now) {
        BoardInfo info = board.info();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", info.name());
        object.put("vendor", info.vendor());
        object.put("model", info.model());
        object.put("hardware_revision", info.hardwareRevision());
        object.put("serial_number", info.serialNumber());
        object.put("firmware_version", info.firmwareVersion());
        object.put("build_id", info.buildId());
        object.put("board_time_ns", now.boardTimeNs());
        List<Map<String, Object>> channels = new ArrayList<>();
        board.channels().forEach(channel -> channels.add(toJson(channel, now)));
        object.put("channels", channels);
        return object;
    }

    private static Map<String, Object> toJson(ChannelSpec channel, Snapshot now) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", channel.id());
        object.put("name", channel.name());
        object.put("kind", word(channel.kind()));
        object.put("direction", word(channel.direction()));
        object.put("unit", channel.unit());
        object.put("label", channel.label());
        if (channel.kind().isReal()) {
            object.put("minimum", channel.minimum());
            object.put("maximum", channel.maximum());
            object.put("resolution", channel.resolution());
        }
        if (channel.direction() == Direction.OUTPUT && channel.kind() != ChannelKind.TEXT) {
            object.put("safe_value", Values.json(channel, channel.toNumber(channel.safeBits())));
        }
        object.put("value", now.json(channel));
        return object;
    }
}
