package dev.platine.core.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 (core schema) into a tree with places. Depth, size and the growth by aliases are bounded, so a hostile file
 * costs no more than a large honest one. One use, one thread.
 */
public final class YamlReader {
    /** How deep collections may stand in each other. */
    public static final int MAX_DEPTH = 16;
    /** How many values a file may have once its aliases are filled in. */
    public static final int MAX_VALUES = 20_000;

    private final Mistakes mistakes;
    private final String page;
    private final String what;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final CoreScalarResolver resolver = new CoreScalarResolver(false);
    private int valueCount;

    private YamlReader(Mistakes mistakes, String page, String what) {
        this.mistakes = mistakes;
        this.page = page;
        this.what = what;
    }

    /**
     * Reads a text.
     *
     * @param text what {@link YamlText} gave
     * @param mistakes gets what is wrong
     * @param page the page of the manual to be named where the text is empty, such as {@code docs/boards.md}
     * @return the document, which may have mistakes that were told; null when it is none
     */
    public static @Nullable YamlDocument read(String text, Mistakes mistakes, String page) {
        return read(text, mistakes, page, "describe a board");
    }

    /**
     * Reads a text that is about something else than a board.
     *
     * @param text what {@link YamlText} gave
     * @param mistakes gets what is wrong
     * @param page the page of the manual to be named where the text is empty
     * @param what what a text must do, such as {@code describe a board}
     * @return the document, which may have mistakes that were told; null when it is none
     */
    public static @Nullable YamlDocument read(String text, Mistakes mistakes, String page, String what) {
        YamlReader reader = new YamlReader(mistakes, page, what);
        try {
            YamlNode root = reader.parse(text);
            return new YamlDocument(reader.fill("", root), reader.values, reader.keys);
        } catch (Stop stop) {
            mistakes.add(stop.place, stop.text);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(Place::of).orElse(Place.START);
            mistakes.add(
                    place,
                    "not YAML: " + oneLine(e.getProblem()) + context(e) + "; correct the syntax here or just above");
        } catch (YamlEngineException e) {
            mistakes.add(Place.START, "not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private static String context(MarkedYamlEngineException e) {
        return e.getContext() == null ? "" : " (" + oneLine(e.getContext()) + ")";
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }

    private YamlNode parse(String text) {
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
        Iterator<Event> events = new ParserImpl(settings, new StreamReader(settings, text));
        events.next(); // stream start
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw new Stop(Place.START, "empty, must " + what + "; see " + page);
        }
        YamlNode root = node(events, events.next(), 0);
        events.next(); // document end
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new Stop(Place.of(after), "second document, must be one document a file; remove what follows '---'");
        }
        return root;
    }

    private YamlNode node(Iterator<Event> events, Event event, int depth) {
        Place place = Place.of(event);
        if (depth > MAX_DEPTH) {
            throw new Stop(place, "nested too deep, must be at most " + MAX_DEPTH + " levels; flatten it");
        }
        if (event instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            YamlNode target = anchors.get(name);
            if (target == null) {
                throw new Stop(
                        place, "alias '*" + name + "' has no anchor '&" + name + "' before it; write the value itself");
            }
            return target;
        }
        YamlNode node = new YamlNode(place, event);
        switch (event.getEventId()) {
            case MappingStart -> readMapping(events, node, depth);
            case SequenceStart -> readSequence(events, node, depth);
            default -> {}
        }
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private void readMapping(Iterator<Event> events, YamlNode mapping, int depth) {
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new Stop(Place.of(event), "a key must be a plain name; give it one");
            }
            YamlNode value = node(events, events.next(), depth + 1);
            YamlNode.Entry entry = new YamlNode.Entry(Place.of(key), value);
            YamlNode.Entry earlier = mapping.entries.putIfAbsent(key.getValue(), entry);
            if (earlier != null) {
                mistakes.add(
                        entry.key(),
                        "'" + key.getValue() + "' is here twice, must be once, first in line "
                                + earlier.key().line() + "; rename or remove one");
            }
        }
    }

    private void readSequence(Iterator<Event> events, YamlNode sequence, int depth) {
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            sequence.items.add(node(events, event, depth + 1));
        }
    }

    /** Makes the tree, with every alias filled in and every path's place noted. */
    private @Nullable Object fill(String path, YamlNode node) {
        if (++valueCount > MAX_VALUES) {
            throw new Stop(node.place, "aliases grow beyond " + MAX_VALUES + " values; write the values themselves");
        }
        values.put(path, node.place);
        if (node.event instanceof ScalarEvent scalar) {
            return scalar(path, node.place, scalar);
        }
        if (node.event.getEventId() == Event.ID.SequenceStart) {
            List<@Nullable Object> array = new ArrayList<>();
            for (YamlNode item : node.items) {
                array.add(fill(path + "/" + array.size(), item));
            }
            return array;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode.Entry> entry : node.entries.entrySet()) {
            String child = YamlDocument.child(path, entry.getKey());
            keys.put(child, entry.getValue().key());
            object.put(entry.getKey(), fill(child, entry.getValue().value()));
        }
        return object;
    }

    private @Nullable Object scalar(String path, Place place, ScalarEvent scalar) {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        if (!tag.isEmpty() && !tag.equals("!")) {
            mistakes.add(place, YamlDocument.dotted(path) + ": tag '" + tag + "' is not used here; remove it");
        }
        if (!scalar.isPlain() || tag.equals("!")) {
            return text;
        }
        Tag type = resolver.resolve(text, true);
        if (type.equals(Tag.BOOL)) {
            return text.equalsIgnoreCase("true");
        }
        if (type.equals(Tag.NULL)) {
            return null;
        }
        if (type.equals(Tag.INT) || type.equals(Tag.FLOAT)) {
            return number(path, place, text);
        }
        return text;
    }

    private Object number(String path, Place place, String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseLong(text.substring(2), 16);
            }
            if (text.startsWith("0o")) {
                return Long.parseLong(text.substring(2), 8);
            }
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        mistakes.add(
                place,
                YamlDocument.dotted(path) + ": " + text
                        + " is no usable number, must be finite; write one such as 1.5");
        return 0.0;
    }

    /** A node before its aliases are filled in. */
    private static final class YamlNode {
        final Place place;
        final Event event;
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final List<YamlNode> items = new ArrayList<>();

        YamlNode(Place place, Event event) {
            this.place = place;
            this.event = event;
        }

        record Entry(Place key, YamlNode value) {}
    }

    /** Reading cannot go on. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Place place;
        final String text;

        Stop(Place place, String text) {
            super(text, null, false, false);
            this.place = place;
            this.text = text;
        }
    }
}
