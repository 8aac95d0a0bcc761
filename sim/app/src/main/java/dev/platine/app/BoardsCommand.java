package dev.platine.app;

import dev.platine.sim.spec.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The catalogue. */
@Command(
        addMethodSubcommands = false,
        name = "boards",
        description = "Lists the boards that can be simulated.",
        footer = {"%nExamples:", "  platine boards", "  platine boards --json"})
final class BoardsCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BoardsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> boards = new Catalogue().summaries();
        if (json) {
            List<Map<String, Object>> list = new ArrayList<>();
            boards.forEach((name, summary) -> {
                Map<String, Object> board = new LinkedHashMap<>();
                board.put("name", name);
                board.put("summary", summary);
                list.add(board);
            });
            context.console().line(Json.pretty(Map.of("boards", list)));
            return Exit.OK;
        }
        int width = boards.keySet().stream().mapToInt(String::length).max().orElse(0);
        boards.forEach((name, summary) -> {
            String padded = name + " ".repeat(width - name.length());
            context.console().line(context.console().paint(Console.Ink.BOLD, padded) + "  " + summary);
        });
        return Exit.OK;
    }
}
