package dev.platine.sim.scenario;

import dev.platine.core.time.Durations;
import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.MistakesException;
import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.YamlDocument;
import dev.platine.core.yaml.YamlReader;
import dev.platine.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads scripts: a list of steps, or a block with {@code steps:}. Pure functions. */
public final class ScriptReader {
    private static final String PAGE = "docs/emulated.md#scripts";
    private static final Set<String> KINDS =
            Set.of("press", "release", "operate", "set", "free", "uart", "power", "reset", "expect");

    private static final double MOST_V = 1_000;
    private static final double LEAST_OHMS = 0.001;
    private static final double MOST_OHMS = 1e12;
    private static final double LEAST_CEL = -55;
    private static final double MOST_CEL = 150;
    private static final Set<String> SETTINGS = Set.of("net", "volts", "ohms", "crystal", "running", "temperatureCel");

    private final YamlDocument document;
    private final Mistakes mistakes;
    private final List<Step> steps = new ArrayList<>();

    private ScriptReader(YamlDocument document, Mistakes mistakes) {
        this.document = document;
        this.mistakes = mistakes;
    }

    /**
     * Reads a script.
     *
     * @param file where it comes from, for messages
     * @param bytes its bytes
     * @return the steps, in the order of their time, those of one time in the order of the file
     * @throws MistakesException when it has mistakes, each with its line and column
     */
    public static List<Step> read(String file, byte[] bytes) {
        Mistakes mistakes = new Mistakes(file);
        String text = YamlText.decode(bytes, mistakes);
        YamlDocument document = text == null ? null : YamlReader.read(text, mistakes, PAGE, "be a list of steps");
        if (document == null) {
            throw new MistakesException(mistakes.list());
        }
        ScriptReader reader = new ScriptReader(document, mistakes);
        reader.all();
        if (!mistakes.none()) {
            throw new MistakesException(mistakes.list());
        }
        reader.steps.sort((a, b) -> Long.compare(a.atNs(), b.atNs()));
        return List.copyOf(reader.steps);
    }

    private void all() {
        Object root = document.root();
        String path = "";
        if (root instanceof Map<?, ?> map && map.keySet().equals(Set.of("steps"))) {
            root = map.get("steps");
            path = "/steps";
        }
        if (!(root instanceof List<?> list) || list.isEmpty()) {
            mistakes.add(
                    document.value(path), "must be a list of steps, such as '- {at: 500ms, press: B1}'; see " + PAGE);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            step(YamlDocument.child(path, String.valueOf(i)), list.get(i));
        }
    }

    private void step(String path, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            wrong(path, "must be a step with 'at:' and what happens, such as {at: 500ms, press: B1}");
            return;
        }
        Set<String> kinds = new LinkedHashSet<>();
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (KINDS.contains(name)) {
                kinds.add(name);
            } else if (!name.equals("at") && !name.equals("board")) {
                mistakes.add(
                        document.key(YamlDocument.child(path, name)),
                        "no step '" + name + "'; there are "
                                + String.join(", ", KINDS.stream().sorted().toList()));
                return;
            }
        }
        if (kinds.size() != 1) {
            wrong(path, "must do exactly one thing beside 'at:', does " + (kinds.isEmpty() ? "nothing" : kinds));
            return;
        }
        String kind = kinds.iterator().next();
        long at = duration(path, map, "at", -1);
        Step.What what = what(YamlDocument.child(path, kind), kind, map.get(kind));
        String board = map.get("board") instanceof String name ? name : null;
        if (map.containsKey("board") && board == null) {
            wrong(YamlDocument.child(path, "board"), "board must be the name of a board");
        } else if (what != null && at >= 0) {
            steps.add(new Step(document.value(path), at, board, what));
        }
    }

    private Step.@Nullable What what(String path, String kind, @Nullable Object value) {
        return switch (kind) {
            case "press", "release" ->
                value instanceof String part
                        ? new Step.Operate(part, kind, null)
                        : nothing(path, kind + " must name a part, such as B1");
            case "free" ->
                value instanceof String net
                        ? new Step.ReleaseNet(net)
                        : nothing(path, "free must name a net, such as PA0");
            case "power" -> power(path, value);
            case "reset" ->
                Boolean.TRUE.equals(value)
                        ? new Step.Reset()
                        : nothing(path, "reset must be true; leave the step out where there is none");
            case "operate" -> operate(path, block(path, value, Set.of("part", "action", "value")));
            case "set" -> set(path, block(path, value, SETTINGS));
            case "uart" -> uart(path, block(path, value, Set.of("port", "send")));
            default -> expect(path, value);
        };
    }

    private Step.@Nullable What nothing(String path, String text) {
        wrong(path, text);
        return null;
    }

    private void wrong(String path, String text) {
        mistakes.add(document.value(path), text);
    }

    private Step.@Nullable What power(String path, @Nullable Object value) {
        if (value instanceof Boolean on) {
            return new Step.Power(on);
        }
        return "on".equals(value) || "off".equals(value)
                ? new Step.Power("on".equals(value))
                : nothing(path, "power must be on or off");
    }

    private Step.@Nullable What operate(String path, Map<String, Object> block) {
        String part = text(path, block, "part");
        String action = text(path, block, "action");
        Double value = block.containsKey("value") ? number(path, block, "value", null) : null;
        return part == null || action == null || (block.containsKey("value") && value == null)
                ? null
                : new Step.Operate(part, action, value);
    }

    private Step.@Nullable What set(String path, Map<String, Object> block) {
        if (block.containsKey("crystal")) {
            return block.keySet().equals(Set.of("crystal", "running"))
                            && block.get("crystal") instanceof String crystal
                            && block.get("running") instanceof Boolean running
                    ? new Step.Crystal(crystal, running)
                    : nothing(path, "must be as in {crystal: hse, running: false}");
        }
        if (block.containsKey("temperatureCel")) {
            return block.size() == 1
                            && block.get("temperatureCel") instanceof Double cel
                            && cel >= LEAST_CEL
                            && cel <= MOST_CEL
                    ? new Step.Temperature(cel)
                    : nothing(path, "must be as in {temperatureCel: 60}, from -55 to 150");
        }
        String net = text(path, block, "net");
        Double volts = within(path, block, "volts", number(path, block, "volts", null), -MOST_V, MOST_V);
        Double ohms = within(path, block, "ohms", number(path, block, "ohms", LEAST_OHMS), LEAST_OHMS, MOST_OHMS);
        return net == null || volts == null || ohms == null ? null : new Step.SetNet(net, volts, ohms);
    }

    private Step.@Nullable What uart(String path, Map<String, Object> block) {
        String port = text(path, block, "port");
        String send = text(path, block, "send");
        return port == null || send == null ? null : new Step.Uart(port.toUpperCase(Locale.ROOT), send);
    }

    private Step.@Nullable What expect(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            return nothing(path, "expect must be a block such as {net: PA5, level: high}");
        }
        Map<String, Object> block = strings(given);
        long within = block.containsKey("within") ? duration(path, block, "within", 0) : 0;
        Double tolerance =
                within(path, block, "tolerance", number(path, block, "tolerance", 0.05), 0, Double.MAX_VALUE);
        if (tolerance == null || within < 0) {
            return null;
        }
        for (Step.Subject subject : Step.Subject.values()) {
            String key = subject.name().toLowerCase(Locale.ROOT);
            if (block.containsKey(key)) {
                return expect(path, block, subject, key, tolerance, within);
            }
        }
        return nothing(path, "expect must name a net, a part or a uart");
    }

    private Step.@Nullable What expect(
            String path, Map<String, Object> block, Step.Subject subject, String key, double tolerance, long within) {
        String name = text(path, block, key);
        Set<String> rest = new LinkedHashSet<>(block.keySet());
        rest.removeAll(Set.of(key, "within", "tolerance"));
        if (name == null) {
            return null;
        }
        if (rest.size() != 1) {
            return nothing(path, "expect must name exactly one thing to be so, names " + rest);
        }
        String aspect = rest.iterator().next();
        String at = YamlDocument.child(path, aspect);
        Object value = block.get(aspect);
        if (subject == Step.Subject.UART) {
            return aspect.equals("text") && value instanceof String text
                    ? new Step.Expect(subject, name.toUpperCase(Locale.ROOT), aspect, 0, text, tolerance, within)
                    : nothing(at, "of a uart only 'text' can be expected");
        }
        if (subject == Step.Subject.NET && !Set.of("volts", "level").contains(aspect)) {
            return nothing(at, "of a net 'volts' or 'level' can be expected, not '" + aspect + "'");
        }
        boolean level = aspect.equals("level");
        Double number = level ? level(value) : value instanceof Double d ? d : flag(value);
        if (number == null || !Double.isFinite(number) || (aspect.equals("volts") && !(value instanceof Double))) {
            return nothing(
                    at,
                    level
                            ? "level must be high or low"
                            : aspect.equals("volts") ? "volts must be a number" : "must be a number, true or false");
        }
        return new Step.Expect(subject, name, aspect, number, "", tolerance, within);
    }

    private static @Nullable Double level(@Nullable Object value) {
        if ("high".equals(value) || Double.valueOf(1).equals(value)) {
            return 1.0;
        }
        return "low".equals(value) || Double.valueOf(0).equals(value) ? Double.valueOf(0) : flag(value);
    }

    private static @Nullable Double flag(@Nullable Object value) {
        return value instanceof Boolean on ? Double.valueOf(on ? 1 : 0) : null;
    }

    private Map<String, Object> block(String path, @Nullable Object value, Set<String> keys) {
        if (!(value instanceof Map<?, ?> map)) {
            wrong(
                    path,
                    "must be a block with "
                            + String.join(", ", keys.stream().sorted().toList()));
            return Map.of();
        }
        for (Object key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                Place place = document.key(YamlDocument.child(path, String.valueOf(key)));
                mistakes.add(
                        place,
                        "takes no '" + key + "'; there are "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        }
        return strings(map);
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> block = new LinkedHashMap<>();
        map.forEach((key, child) -> {
            if (child != null) {
                block.put(String.valueOf(key), child);
            }
        });
        return block;
    }

    private @Nullable String text(String path, Map<String, Object> block, String key) {
        Object value = block.get(key);
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        if (!block.isEmpty()) {
            wrong(
                    value == null ? path : YamlDocument.child(path, key),
                    "needs '" + key + "', a text" + (value == null ? "" : ": " + value));
        }
        return null;
    }

    private @Nullable Double within(
            String path, Map<String, Object> block, String key, @Nullable Double value, double least, double most) {
        if (value == null || (value >= least && value <= most)) {
            return value;
        }
        String range = most == Double.MAX_VALUE ? "at least " + shown(least) : shown(least) + " to " + shown(most);
        wrong(YamlDocument.child(path, key), "must be " + range + ": " + key + "=" + block.get(key));
        return null;
    }

    private static String shown(double value) {
        return new java.math.BigDecimal(String.valueOf(value))
                .stripTrailingZeros()
                .toPlainString();
    }

    private @Nullable Double number(String path, Map<String, Object> block, String key, @Nullable Double otherwise) {
        Object value = block.get(key);
        if (value instanceof Double number) {
            return number;
        }
        if (value == null && (otherwise != null || block.isEmpty())) {
            return otherwise;
        }
        wrong(
                value == null ? path : YamlDocument.child(path, key),
                "needs '" + key + "', a number" + (value == null ? "" : ": " + value));
        return null;
    }

    private long duration(String path, Map<?, ?> map, String key, long otherwise) {
        Object value = map.get(key);
        try {
            return value instanceof Double zero && zero == 0 ? 0 : Durations.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            wrong(
                    YamlDocument.child(path, key),
                    "'" + key + "' must be a time such as 500ms" + (value == null ? "" : ": " + value));
            return otherwise;
        }
    }
}
