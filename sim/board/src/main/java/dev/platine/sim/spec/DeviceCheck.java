package dev.platine.sim.spec;

import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.Nearest;
import dev.platine.core.yaml.Numbers;
import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks devices against the rules of their types, and the wiring as a whole. One file, one thread. */
final class DeviceCheck {
    private final SpecDocument document;
    private final Mistakes mistakes;
    private boolean doubtful;
    private final Map<String, NetUse> nets = new LinkedHashMap<>();

    DeviceCheck(SpecDocument document, Mistakes mistakes) {
        this.document = document;
        this.mistakes = mistakes;
        document.root().path("nets").propertyNames().forEach(name -> nets.put(name, new NetUse()));
    }

    /**
     * Checks one device.
     *
     * @param path where its block stands
     * @param what the kind of type, for messages
     * @param typeKey the key that names its type
     * @param pinsKey the key of its wiring
     * @param types the types that there are
     * @return the rules, or null when the type is unknown
     */
    @Nullable
    DeviceRules device(String path, String what, String typeKey, String pinsKey, Map<String, DeviceRules> types) {
        JsonNode block = document.root().at(path);
        JsonNode name = block.path(typeKey);
        DeviceRules rules = types.get(name.asString(""));
        if (name.isString() && rules == null) {
            String at = YamlDocument.child(path, typeKey);
            mistakes.add(
                    document.value(at),
                    YamlDocument.dotted(at) + ": " + what + " '" + name.asString() + "' is unknown"
                            + Nearest.hint(name.asString(), types.keySet()));
        }
        wiring(YamlDocument.child(path, pinsKey), name.asString(""), rules);
        if (rules != null) {
            values(path, rules);
        }
        return rules;
    }

    private void wiring(String path, String type, @Nullable DeviceRules rules) {
        JsonNode pins = document.root().at(path);
        if (!pins.isObject()) {
            return;
        }
        boolean open = rules == null || rules.open();
        Map<String, PinRule> known = new LinkedHashMap<>();
        if (rules != null) {
            rules.pins().forEach(pin -> known.put(pin.name(), pin));
        }
        Set<String> meant = new HashSet<>();
        for (String pin : pins.propertyNames()) {
            String at = YamlDocument.child(path, pin);
            if (!open && !known.containsKey(pin)) {
                meant.add(Nearest.find(pin, known.keySet()));
                mistakes.add(
                        document.key(at),
                        YamlDocument.dotted(path) + ": " + type + " has no pin '" + pin + "'"
                                + Nearest.hint(pin, known.keySet()));
            }
            PinRule rule = known.get(pin);
            join(at, pins.path(pin), rule);
        }
        for (PinRule rule : known.values()) {
            if (rule.required() && !pins.has(rule.name()) && !meant.contains(rule.name())) {
                mistakes.add(
                        document.value(path),
                        YamlDocument.dotted(path) + ": pin '" + rule.name() + "' of " + type
                                + " is not wired, must be; add '" + rule.name() + ": <net>'");
            }
        }
    }

    private void join(String at, JsonNode net, @Nullable PinRule rule) {
        if (!net.isString()) {
            return;
        }
        NetUse use = nets.get(net.asString());
        if (use == null) {
            doubtful = true;
            mistakes.add(
                    document.value(at),
                    YamlDocument.dotted(at) + ": net '" + net.asString() + "' is not in nets"
                            + Nearest.hint(net.asString(), nets.keySet()));
            return;
        }
        use.pins.add(YamlDocument.dotted(at));
        use.driven |= rule == null || rule.role() != PinRole.SENSES;
        use.header |= rule == null ? at.startsWith("/body/") : !rule.required();
    }

    private void values(String path, DeviceRules rules) {
        String with = YamlDocument.child(path, "with");
        JsonNode given = document.root().at(with);
        if (!given.isObject() || (rules.open() && rules.parameters().isEmpty())) {
            return;
        }
        Map<String, ParameterRule> known = new LinkedHashMap<>();
        rules.parameters().forEach(rule -> known.put(rule.name(), rule));
        for (String name : given.propertyNames()) {
            String at = YamlDocument.child(with, name);
            ParameterRule rule = known.get(name);
            if (rule == null) {
                mistakes.add(
                        document.key(at),
                        YamlDocument.dotted(with) + ": " + rules.name() + " takes no '" + name + "'"
                                + Nearest.hint(name, known.keySet()));
            } else {
                value(at, given.path(name), rule);
            }
        }
    }

    private void value(String at, JsonNode value, ParameterRule rule) {
        String wanted = switch (rule.kind()) {
            case NUMBER -> value.isNumber() ? "" : "a number";
            case FLAG -> value.isBoolean() ? "" : "true or false";
            case TEXT -> value.isString() ? "" : "a text";
        };
        if (!wanted.isEmpty()) {
            mistakes.add(
                    document.value(at),
                    YamlDocument.dotted(at) + ": must be " + wanted + " (" + rule.about() + "); correct it");
            return;
        }
        double number = value.asDouble(0);
        if (rule.kind() == ParameterRule.Kind.NUMBER && !(number >= rule.minimum() && number <= rule.maximum())) {
            mistakes.add(
                    document.value(at),
                    YamlDocument.dotted(at) + ": " + Numbers.plain(number) + " is out of range, must be "
                            + Numbers.plain(rule.minimum()) + " to " + Numbers.plain(rule.maximum()) + " ("
                            + rule.about() + "); correct it");
        }
    }

    /** After all devices: nets that nobody uses or drives. */
    void nets(boolean headers) {
        if (doubtful) {
            return;
        }
        nets.forEach((name, use) -> {
            Place place = document.key(YamlDocument.child("/nets", name));
            String at = "nets." + name + ": ";
            if (use.pins.isEmpty()) {
                mistakes.add(place, at + "is never used, must join at least two pins; wire it or remove it");
            } else if (headers && use.pins.size() == 1 && use.header) {
                return; // a pin of the chip, or one that a part need not have wired, on a header
            } else if (use.pins.size() == 1) {
                mistakes.add(
                        place,
                        at + "leads nowhere, must join at least two pins, joins only " + use.pins.get(0)
                                + "; wire another pin to it or remove it");
            } else if (!use.driven) {
                mistakes.add(
                        place,
                        at + "is never driven, joins only pins that listen (" + Nearest.list(use.pins)
                                + "); wire a pin that drives to it");
            }
        });
    }

    private static final class NetUse {
        final List<String> pins = new ArrayList<>();
        boolean driven;
        boolean header;
    }
}
