package dev.platine.hal.linux.gpio;

import dev.platine.core.yaml.Nearest;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds chips and lines by what the file calls them. Chips stay open until it is closed. One thread. */
final class GpioFinder implements AutoCloseable {
    private static final Pattern FILE = Pattern.compile("gpiochip[0-9]+");

    private final Path dev;
    private final List<GpioChip> open = new ArrayList<>();
    private final Map<GpioChip, Map<String, List<Integer>>> names = new LinkedHashMap<>();
    private @Nullable LocalException closed;

    GpioFinder(Path dev) {
        this.dev = dev;
    }

    /**
     * A line that was found.
     *
     * @param chip where
     * @param offset its number there
     */
    record Found(GpioChip chip, int offset) {}

    /** The chips to look on: the one that is named, or all. */
    List<GpioChip> chips(String given) {
        if (given.isEmpty()) {
            return all();
        }
        if (given.startsWith("/")) {
            Path path = Path.of(given);
            return List.of(openOnce(
                    path.startsWith("/dev") ? dev.resolve(Path.of("/dev").relativize(path)) : path));
        }
        if (FILE.matcher(given).matches() && Files.exists(dev.resolve(given))) {
            return List.of(openOnce(dev.resolve(given)));
        }
        return List.of(byLabel(given));
    }

    private GpioChip byLabel(String given) {
        List<GpioChip> all = all();
        List<GpioChip> fitting = all.stream()
                .filter(chip -> given.equals(chip.label()) || given.equals(chip.name()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.size() > 1) {
            String which =
                    String.join(", ", fitting.stream().map(GpioChip::name).toList());
            throw new LocalException(
                    Kind.NOT_FOUND, "chip '" + given + "' is the label of " + which + "; write one of these names");
        }
        LocalException hidden = closed;
        if (hidden != null) {
            throw hidden; // it may be the one that may not be opened
        }
        TreeSet<String> known = new TreeSet<>();
        all.forEach(chip -> known.addAll(List.of(chip.name(), chip.label())));
        throw new LocalException(
                Kind.NOT_FOUND, "no GPIO chip '" + given + "' under " + dev + Nearest.hint(given, known));
    }

    private List<GpioChip> all() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(dev, "gpiochip*")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new LocalException(Kind.NOT_FOUND, dev + " cannot be read: " + e.getMessage());
        }
        files.sort(
                Comparator.comparingInt((Path file) -> file.toString().length()).thenComparing(Path::toString));
        if (files.isEmpty()) {
            throw new LocalException(
                    Kind.NOT_FOUND, "this computer has no GPIO chip, no " + dev + "/gpiochip*; load its driver");
        }
        List<GpioChip> chips = new ArrayList<>();
        for (Path file : files) {
            try {
                chips.add(openOnce(file));
            } catch (LocalException e) {
                closed = e;
            }
        }
        LocalException none = closed;
        if (chips.isEmpty() && none != null) {
            throw none;
        }
        return chips;
    }

    private GpioChip openOnce(Path path) {
        for (GpioChip chip : open) {
            if (chip.path().equals(path)) {
                return chip;
            }
        }
        GpioChip chip = GpioChip.open(path);
        open.add(chip);
        return chip;
    }

    Found line(List<GpioChip> chips, GpioLine line) {
        String channel = line.channel().name();
        if (line.offset() >= 0) {
            GpioChip chip = chips.get(0);
            if (line.offset() < chip.lineCount()) {
                return new Found(chip, line.offset());
            }
            String rule = chip.shown() + " has lines 0 to " + (chip.lineCount() - 1) + ", none of number ";
            throw new LocalException(Kind.NOT_FOUND, 0, channel, rule + line.offset() + "; correct it");
        }
        List<Found> found = new ArrayList<>();
        for (GpioChip chip : chips) {
            named(chip).getOrDefault(line.name(), List.of()).forEach(offset -> found.add(new Found(chip, offset)));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty() ? none(chips, line) : several(found, line);
    }

    private Map<String, List<Integer>> named(GpioChip chip) {
        return names.computeIfAbsent(chip, asked -> {
            Map<String, List<Integer>> found = new LinkedHashMap<>();
            for (int offset = 0; offset < asked.lineCount(); offset++) {
                String name = asked.line(offset).name();
                if (!name.isEmpty()) {
                    found.computeIfAbsent(name, any -> new ArrayList<>()).add(offset);
                }
            }
            return found;
        });
    }

    private LocalException none(List<GpioChip> chips, GpioLine line) {
        LocalException hidden = closed;
        if (hidden != null) {
            return hidden;
        }
        TreeSet<String> known = new TreeSet<>();
        chips.forEach(chip -> known.addAll(named(chip).keySet()));
        String where = String.join(", ", chips.stream().map(GpioChip::shown).toList());
        return new LocalException(
                Kind.NOT_FOUND,
                0,
                line.channel().name(),
                "no line named '" + line.name() + "' on " + where + Nearest.hint(line.name(), known));
    }

    private static LocalException several(List<Found> found, GpioLine line) {
        List<String> where = found.stream()
                .map(one -> "line " + one.offset() + " of " + one.chip().name())
                .toList();
        return new LocalException(
                Kind.NOT_FOUND,
                0,
                line.channel().name(),
                "'" + line.name() + "' is the name of " + String.join(" and ", where) + "; write chip and number");
    }

    @Override
    public void close() {
        open.forEach(GpioChip::close);
    }
}
