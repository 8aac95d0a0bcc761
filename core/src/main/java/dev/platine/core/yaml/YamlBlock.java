package dev.platine.core.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block of {@code key: value} that is read key by key. What does not fit is told to the file's {@link Mistakes}, and a
 * value that does fit is given instead, so that reading goes on and tells all mistakes at once. Whoever has read a
 * block calls {@link #end()}: keys that nobody asked for are unknown. One thread.
 */
public final class YamlBlock {
    private static final int MAX_SHOWN = 60;

    private final YamlDocument document;
    private final Mistakes mistakes;
    private final String path;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final boolean block;

    private YamlBlock(YamlDocument document, Mistakes mistakes, String path, @Nullable Object value) {
        this.document = document;
        this.mistakes = mistakes;
        this.path = path;
        block = value == null || value instanceof Map;
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> values.put(String.valueOf(key), child));
        } else if (value != null) {
            mistakes.add(
                    document.value(path),
                    at() + ": is " + show(value) + ", must be a block of 'key: value'; correct it");
        }
    }

    /**
     * The block that is the whole file.
     *
     * @param document the file
     * @param mistakes gets what does not fit
     * @return the block; an empty one when the file holds something else
     */
    public static YamlBlock root(YamlDocument document, Mistakes mistakes) {
        return new YamlBlock(document, mistakes, "", document.root());
    }

    /**
     * The block as people write its path, to begin a message with.
     *
     * @return such as {@code gpio.0.channels.door}
     */
    public String at() {
        return YamlDocument.dotted(path);
    }

    /**
     * Whether a key is there.
     *
     * @param key the key
     * @return true when it is, with whatever value
     */
    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /**
     * All keys, in the order of the file; they count as asked for.
     *
     * @return the keys
     */
    public List<String> keys() {
        asked.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /**
     * Tells a mistake of a value.
     *
     * @param key the key whose value is wrong; where there is none, the block's
     * @param text what is wrong, the rule, what to do
     */
    public void mistake(String key, String text) {
        mistakes.add(document.value(child(key)), YamlDocument.dotted(child(key)) + ": " + text);
    }

    /**
     * Tells a mistake of a key.
     *
     * @param key the key that is wrong
     * @param text what is wrong, the rule, what to do
     */
    public void mistakeOfKey(String key, String text) {
        mistakes.add(document.key(child(key)), at() + ": " + text);
    }

    /**
     * Tells a mistake of the block.
     *
     * @param text what is wrong, the rule, what to do
     */
    public void mistake(String text) {
        mistakes.add(document.value(path), at() + ": " + text);
    }

    /**
     * Tells that a key must be there, unless {@link #end()} finds that it was misspelt.
     *
     * @param key the key
     * @param what what its value is, in a few words
     */
    public void needs(String key, String what) {
        if (!has(key)) {
            missing.put(key, what);
        }
    }

    /**
     * Reads a text that must be there.
     *
     * @param key its key
     * @param what what it is, in a few words
     * @return the text, never empty without a mistake
     */
    public String text(String key, String what) {
        needs(key, what);
        String text = textOr(key, what, "");
        if (has(key) && text.isEmpty() && values.get(key) instanceof String) {
            mistake(key, "is empty, must be " + what + "; write it");
        }
        return text;
    }

    /**
     * Reads a text that may be left out. Control characters do not fit.
     *
     * @param key its key
     * @param what what it is, in a few words
     * @param otherwise what holds when it is left out
     * @return the text
     */
    public String textOr(String key, String what, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        Object value = values.get(key);
        if (value instanceof String text && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        if (value instanceof String) {
            mistake(key, show(value) + " has a control character, must be plain text; remove it");
            return otherwise;
        }
        boolean quote = value instanceof Number || value instanceof Boolean;
        mistake(
                key,
                "is " + show(value) + ", must be a text (" + what + "); " + (quote ? "put it in quotes" : "write one"));
        return otherwise;
    }

    /**
     * Reads a text with a greatest length.
     *
     * @param key its key
     * @param what what it is, in a few words
     * @param maxChars how long at most
     * @return the text, empty when it is left out
     */
    public String shortText(String key, String what, int maxChars) {
        String text = textOr(key, what, "");
        if (text.length() <= maxChars) {
            return text;
        }
        mistake(key, "is too long, must be at most " + maxChars + " characters, has " + text.length() + "; shorten it");
        return text.substring(0, maxChars);
    }

    /**
     * Reads a number that may be left out.
     *
     * @param key its key; ends in its unit where it has one
     * @param otherwise what holds when it is left out
     * @param min the least that fits
     * @param max the greatest that fits
     * @return the number
     */
    public double number(String key, double otherwise, double min, double max) {
        if (!has(key)) {
            return otherwise;
        }
        Object value = values.get(key);
        if (!(value instanceof Number number)) {
            mistake(key, "is " + show(value) + ", must be a number; correct it");
            return otherwise;
        }
        double given = number.doubleValue();
        if (given >= min && given <= max) {
            return given;
        }
        mistake(key, Numbers.plain(given) + " does not fit, must be " + range(min, max) + "; correct it");
        return otherwise;
    }

    private static String range(double min, double max) {
        if (max >= Float.MAX_VALUE) {
            return min <= -Float.MAX_VALUE ? "a number" : "at least " + Numbers.plain(min);
        }
        return Numbers.plain(min) + " to " + Numbers.plain(max);
    }

    /**
     * Reads a whole number that may be left out.
     *
     * @param key its key; ends in its unit where it has one
     * @param otherwise what holds when it is left out
     * @param min the least that fits
     * @param max the greatest that fits
     * @return the number
     */
    public long whole(String key, long otherwise, long min, long max) {
        double value = number(key, (double) otherwise, (double) min, (double) max);
        if (value == Math.rint(value)) {
            return (long) value;
        }
        mistake(key, Numbers.plain(value) + " does not fit, must be a whole number; correct it");
        return otherwise;
    }

    /**
     * Whether a value is a number.
     *
     * @param key its key
     * @return true when it is there and a number
     */
    public boolean isNumber(String key) {
        return has(key) && values.get(key) instanceof Number;
    }

    /**
     * Reads {@code true} or {@code false}.
     *
     * @param key its key
     * @param otherwise what holds when it is left out
     * @return the flag
     */
    public boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        Object value = values.get(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        mistake(key, "is " + show(value) + ", must be true or false; correct it");
        return otherwise;
    }

    /**
     * Reads one of some words.
     *
     * @param <T> what the words mean
     * @param key its key
     * @param words each word and what it means; in the order in which they are told
     * @param otherwise what holds when the key is left out
     * @return what the word means
     */
    public <T> T choice(String key, Map<String, T> words, T otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        Object value = values.get(key);
        T found = value instanceof String word ? words.get(word) : null;
        if (found != null) {
            return found;
        }
        mistake(key, show(value) + " is unknown" + Nearest.hint(value == null ? "" : value.toString(), words.keySet()));
        return otherwise;
    }

    /**
     * Reads a block within this one.
     *
     * @param key its key
     * @return the block; an empty one when it is left out
     */
    public YamlBlock block(String key) {
        return new YamlBlock(document, mistakes, child(key), has(key) ? orEmpty(key) : null);
    }

    private Object orEmpty(String key) {
        Object value = values.get(key);
        return value == null ? Map.of() : value;
    }

    /**
     * Reads a list of blocks within this one.
     *
     * @param key its key
     * @return the blocks, none when it is left out
     */
    public List<YamlBlock> blocks(String key) {
        List<YamlBlock> blocks = new ArrayList<>();
        if (!has(key)) {
            return blocks;
        }
        Object value = values.get(key);
        if (!(value instanceof List<?> list)) {
            mistake(key, "is " + show(value) + ", must be a list of blocks; begin each with '- '");
            return blocks;
        }
        for (Object item : list) {
            String at = YamlDocument.child(child(key), Integer.toString(blocks.size()));
            blocks.add(new YamlBlock(document, mistakes, at, item == null ? "" : item));
        }
        return blocks;
    }

    /**
     * Reads a list of whole numbers.
     *
     * @param key its key
     * @param min the least that fits
     * @param max the greatest that fits
     * @return the numbers that fit, none when it is left out
     */
    public List<Long> wholes(String key, long min, long max) {
        List<Long> found = new ArrayList<>();
        if (!has(key)) {
            return found;
        }
        Object value = values.get(key);
        if (!(value instanceof List<?> list)) {
            mistake(key, "is " + show(value) + ", must be a list of numbers, such as [1, 2]; correct it");
            return found;
        }
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            double number = item instanceof Number n ? n.doubleValue() : Double.NaN;
            if (number >= min && number <= max && number == Math.rint(number)) {
                found.add((long) number);
            } else {
                String at = YamlDocument.child(child(key), Integer.toString(i));
                String rule =
                        " does not fit, must be a whole number, " + range((double) min, (double) max) + "; correct it";
                mistakes.add(document.value(at), YamlDocument.dotted(at) + ": " + show(item) + rule);
            }
        }
        return found;
    }

    /** Tells the keys that nobody asked for, and those that are missing. */
    public void end() {
        Set<String> meant = new HashSet<>();
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                meant.add(Nearest.find(key, asked));
                mistakeOfKey(key, "'" + key + "' is unknown" + Nearest.hint(key, asked));
            }
        }
        missing.forEach((key, what) -> {
            if (block && !meant.contains(key)) {
                mistake("'" + key + "' is missing, must be there; add '" + key + ":' (" + what + ")");
            }
        });
    }

    private String child(String key) {
        return YamlDocument.child(path, key);
    }

    private static String show(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "an empty block" : "a block";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Number number) {
            return Numbers.plain(number.doubleValue());
        }
        if (value instanceof String text) {
            return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "'";
        }
        return value == null ? "empty" : value.toString();
    }
}
