package dev.platine.app;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * The verbs and the classes behind them. Only the verb that is called is looked into: reading the options of all of them takes
 * longer than most verbs.
 */
final class Verbs {
    private Verbs() {}

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> verbs = new LinkedHashMap<>();
        verbs.put("boards", BoardsCommand.class);
        verbs.put("run", RunCommand.class);
        verbs.put("inspect", InspectCommand.class);
        verbs.put("watch", WatchCommand.class);
        verbs.put("get", GetCommand.class);
        verbs.put("set", SetCommand.class);
        verbs.put("loop", LoopCommand.class);
        verbs.put("bench", BenchCommand.class);
        verbs.put("driver", DriverCommand.class);
        verbs.put("demo", DemoCommand.class);
        verbs.put("completion", CompletionCommand.class);
        verbs.put("warm-up", WarmUpCommand.class);
        return verbs;
    }

    /** Adds the verb that is called; all of them when none is, or when the verb needs to know the others. */
    static void addTo(CommandLine line, String... arguments) {
        Map<String, Class<?>> verbs = all();
        String first = arguments.length == 0 ? "" : arguments[0];
        Class<?> called = first.equals("completion") ? null : verbs.get(first);
        if (called != null) {
            line.addSubcommand(first, called);
        } else {
            for (Map.Entry<String, Class<?>> verb :
                    verbs.entrySet()) { // a lambda would keep CommandLine out of the archive
                line.addSubcommand(verb.getKey(), verb.getValue());
            }
        }
    }
}
