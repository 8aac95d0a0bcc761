package dev.platine.sim.spec;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.Nearest;
import dev.platine.core.yaml.Numbers;
import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.Units;
import dev.platine.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks channels beyond the schema, and makes them. One file, one thread. */
final class ChannelCheck {
    private static final String PATH = "/channels";
    private static final List<String> NUMBER_KEYS = List.of("unit", "min", "max", "resolution");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,31}");

    private final SpecDocument document;
    private final Mistakes mistakes;
    private final JsonNode channels;

    ChannelCheck(SpecDocument document, Mistakes mistakes) {
        this.document = document;
        this.mistakes = mistakes;
        this.channels = document.root().path("channels");
    }

    void check(@Nullable DeviceRules firmware) {
        for (String name : channels.propertyNames()) {
            String path = YamlDocument.child(PATH, name);
            JsonNode channel = channels.path(name);
            ChannelKind kind = kind(channel);
            if (kind != null) {
                keys(path, channel, kind);
                range(path, channel, kind);
                safe(path, channel, kind);
            }
        }
        if (firmware != null && !firmware.open()) {
            served(firmware);
        }
    }

    private static @Nullable ChannelKind kind(JsonNode channel) {
        for (ChannelKind kind : ChannelKind.values()) {
            if (word(kind).equals(channel.path("kind").asString(""))) {
                return kind;
            }
        }
        return null;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Keys that have no meaning for the kind, and units. */
    private void keys(String path, JsonNode channel, ChannelKind kind) {
        for (String key : NUMBER_KEYS) {
            boolean unit = key.equals("unit");
            boolean meant = kind == ChannelKind.ANALOG
                    || (kind == ChannelKind.COUNTER && unit)
                    || (kind == ChannelKind.PWM && key.equals("resolution"));
            if (channel.has(key) && !meant) {
                mistakes.add(
                        document.key(YamlDocument.child(path, key)),
                        at(path) + "'" + key + "' has no meaning for " + word(kind) + "; remove it");
            }
        }
        String unit = channel.path("unit").asString("");
        if (!Units.KNOWN.contains(unit)) {
            mistakes.add(
                    document.value(YamlDocument.child(path, "unit")),
                    at(path) + "unit '" + unit + "' is not a UCUM code that is known" + Units.hint(unit));
        }
        if (channel.has("safe")
                && (channel.path("direction").asString("").equals("input") || kind == ChannelKind.TEXT)) {
            mistakes.add(
                    document.key(YamlDocument.child(path, "safe")),
                    at(path) + "'safe' is for outputs that have a value; remove it");
        }
    }

    private static String at(String path) {
        return YamlDocument.dotted(path) + ": ";
    }

    private void range(String path, JsonNode channel, ChannelKind kind) {
        JsonNode min = channel.path("min");
        JsonNode max = channel.path("max");
        if (kind != ChannelKind.ANALOG || !min.isNumber() || !max.isNumber()) {
            return;
        }
        if (min.asDouble() > max.asDouble()) {
            mistakes.add(
                    document.value(YamlDocument.child(path, "min")),
                    at(path) + "min " + show(min) + " is above max " + show(max) + ", must not be; swap them");
        } else if (channel.path("resolution").asDouble(0) > max.asDouble() - min.asDouble()) {
            mistakes.add(
                    document.value(YamlDocument.child(path, "resolution")),
                    at(path) + "resolution " + show(channel.path("resolution"))
                            + " is above the range, must be at most max - min; make it smaller");
        }
    }

    private static String show(JsonNode number) {
        return Numbers.plain(number.asDouble());
    }

    private void safe(String path, JsonNode channel, ChannelKind kind) {
        JsonNode safe = channel.path("safe");
        Place place = document.value(YamlDocument.child(path, "safe"));
        boolean noRange = minimum(channel, kind) > maximum(channel, kind);
        if (noRange || safe.isMissingNode() || kind == ChannelKind.TEXT) {
            return;
        }
        if (kind == ChannelKind.DIGITAL) {
            boolean bit = safe.isBoolean() || (safe.isNumber() && (safe.asDouble() == 0 || safe.asDouble() == 1));
            if (!bit) {
                mistakes.add(place, at(path) + "safe value must be true or false; correct it");
            }
        } else if (!safe.isNumber()) {
            mistakes.add(place, at(path) + "safe value must be a number; correct it");
        } else if (safe.asDouble() < minimum(channel, kind) || safe.asDouble() > maximum(channel, kind)) {
            mistakes.add(
                    place,
                    at(path) + "safe value " + show(safe) + " is out of range, must be "
                            + Numbers.plain(minimum(channel, kind)) + " to " + Numbers.plain(maximum(channel, kind))
                            + "; correct it");
        }
    }

    private static double minimum(JsonNode channel, ChannelKind kind) {
        return kind == ChannelKind.ANALOG ? channel.path("min").asDouble(Double.NEGATIVE_INFINITY) : 0;
    }

    private static double maximum(JsonNode channel, ChannelKind kind) {
        return switch (kind) {
            case ANALOG -> channel.path("max").asDouble(Double.POSITIVE_INFINITY);
            case COUNTER -> ChannelSpec.MAX_COUNT;
            default -> 1;
        };
    }

    /** Every channel is served by the firmware, and every one that the firmware serves is there. */
    private void served(DeviceRules firmware) {
        Map<String, ChannelRule> rules = new HashMap<>();
        firmware.channels().forEach(rule -> rules.put(rule.name(), rule));
        for (String name : channels.propertyNames()) {
            ChannelRule rule = rules.get(name);
            String path = YamlDocument.child(PATH, name);
            if (rule == null) {
                if (!NAME.matcher(name).matches()) {
                    continue;
                }
                mistakes.add(
                        document.key(path),
                        at(path) + "is bound to nothing, " + firmware.name() + " does not serve it"
                                + Nearest.hint(name, rules.keySet()));
            } else {
                agree(path, "kind", word(rule.kind()), ChannelKind.values());
                agree(path, "direction", word(rule.direction()), Direction.values());
            }
        }
        for (ChannelRule rule : firmware.channels()) {
            if (channels.isObject() && !channels.has(rule.name())) {
                mistakes.add(
                        document.key(PATH),
                        "channels: '" + rule.name() + "' is missing, " + firmware.name() + " serves it; add '"
                                + rule.name() + ": {kind: " + word(rule.kind()) + ", direction: "
                                + word(rule.direction()) + ", ...}'");
            }
        }
    }

    private void agree(String path, String key, String wanted, Enum<?>[] values) {
        String at = YamlDocument.child(path, key);
        JsonNode given = document.root().at(at);
        boolean known = Arrays.stream(values).anyMatch(value -> word(value).equals(given.asString("")));
        if (known && !given.asString().equals(wanted)) {
            mistakes.add(
                    document.value(at),
                    YamlDocument.dotted(at) + ": is " + given.asString() + ", the firmware serves it as " + wanted
                            + "; write '" + key + ": " + wanted + "'");
        }
    }

    /** The channels of a document without mistakes. */
    List<ChannelSpec> channels() {
        List<ChannelSpec> made = new ArrayList<>();
        for (String name : channels.propertyNames()) {
            made.add(channel(made.size(), name, channels.path(name)));
        }
        return made;
    }

    private static ChannelSpec channel(int id, String name, JsonNode node) {
        ChannelKind kind = ChannelKind.valueOf(node.path("kind").asString().toUpperCase(Locale.ROOT));
        Direction direction =
                Direction.valueOf(node.path("direction").asString().toUpperCase(Locale.ROOT));
        boolean text = kind == ChannelKind.TEXT;
        double resolution = kind == ChannelKind.DIGITAL || kind == ChannelKind.COUNTER
                ? 1
                : node.path("resolution").asDouble(0);
        JsonNode safe = node.path("safe");
        double safeValue = safe.isBoolean() ? (safe.asBoolean() ? 1 : 0) : safe.asDouble(0);
        ChannelSpec coder = new ChannelSpec(id, name, kind, Direction.INPUT, "", 0, 1, 0, 0, "");
        return new ChannelSpec(
                id,
                name,
                kind,
                direction,
                node.path("unit").asString(""),
                text ? 0 : (float) minimum(node, kind),
                text ? 0 : (float) maximum(node, kind),
                (float) resolution,
                direction == Direction.OUTPUT && !text ? coder.toBits(safeValue) : 0,
                node.path("label").asString(""));
    }
}
