package dev.platine.app;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads channels. */
@Command(
        addMethodSubcommands = false,
        name = "get",
        description = "Reads channels once: one line each, the value with its unit.",
        footer = {
            "%nExamples:",
            "  platine get tcp://127.0.0.1:7400 current_l1_a",
            "  platine get tcp://127.0.0.1:7400 phase energy_wh --json"
        })
final class GetCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final Far far = new Far();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "CHANNEL",
            description = "Names of channels; inputs and outputs.")
    private List<String> channels = List.of();

    @Option(names = "--json", description = "Prints one JSON object, channel names to values.")
    private boolean json;

    GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Board board = far.open(false)) {
            List<ChannelSpec> specs = channels.stream().map(board::channel).toList();
            Snapshot now = Snapshot.of(board, specs);
            if (json) {
                Map<String, Object> object = new LinkedHashMap<>();
                specs.forEach(spec -> object.put(spec.name(), now.json(spec)));
                context.console().line(Json.line(object));
            } else {
                specs.forEach(spec -> context.console().line(line(spec, now)));
            }
        }
        return Exit.OK;
    }

    private String line(ChannelSpec spec, Snapshot now) {
        String value = now.text(spec) + (spec.unit().isEmpty() ? "" : " " + spec.unit());
        return channels.size() == 1 ? value : spec.name() + " " + value;
    }
}
