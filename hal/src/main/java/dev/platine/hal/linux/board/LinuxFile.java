package dev.platine.hal.linux.board;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.MistakesException;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.core.yaml.YamlDocument;
import dev.platine.core.yaml.YamlReader;
import dev.platine.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about a Linux computer's buses, without mistakes. Immutable.
 *
 * @param description the board and its channels
 * @param devices what to open, in the order of the sections and of the file
 * @param owners for each channel, the number of its device
 * @param scanNs how often to look for events
 * @param safeAtClose whether outputs are made safe when the board is closed
 */
record LinuxFile(
        BoardDescription description, List<Device> devices, List<Integer> owners, long scanNs, boolean safeAtClose) {
    /** The only version of the format. */
    static final int VERSION = 1;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,31}");
    private static final int MAX_INFO_CHARS = 31;
    private static final double LONGEST_EVERY_MS = 3_600_000;

    /**
     * One item of a section.
     *
     * @param plan opens it
     * @param everyNs shortest time between two samples, 0 for one at each
     */
    record Device(BusPlan plan, long everyNs) {}

    /** Reads and checks; a pure function. Throws {@link MistakesException}. */
    static LinuxFile read(String file, byte[] bytes, List<BusKind> kinds) {
        Mistakes mistakes = new Mistakes(file);
        String text = YamlText.decode(bytes, mistakes);
        YamlDocument document = text == null ? null : YamlReader.read(text, mistakes, "docs/linux.md");
        LinuxFile read = document == null ? null : read(YamlBlock.root(document, mistakes), kinds, mistakes);
        if (read == null) {
            throw new MistakesException(mistakes.list());
        }
        return read;
    }

    private static @Nullable LinuxFile read(YamlBlock root, List<BusKind> kinds, Mistakes mistakes) {
        root.needs("linux", "version of the format, " + VERSION);
        root.whole("linux", VERSION, VERSION, VERSION);
        BoardInfo info = info(root);
        long scanNs = (long) (root.number("scanMs", 2, 0.1, 1_000) * 1_000_000);
        boolean safeAtClose = root.choice("atClose", words("safe", true, "keep", false), true);
        ChannelTable table = new ChannelTable();
        List<Device> devices = new ArrayList<>();
        for (BusKind kind : kinds) {
            for (YamlBlock item : root.blocks(kind.section())) {
                table.begin(devices.size());
                double everyMs = item.number("everyMs", 0, 0, LONGEST_EVERY_MS);
                devices.add(new Device(kind.read(item, table), (long) (everyMs * 1_000_000)));
                item.end();
            }
        }
        if (mistakes.none() && devices.isEmpty() && kinds.stream().noneMatch(kind -> root.has(kind.section()))) {
            root.mistake("has no bus, must have one of "
                    + String.join(", ", kinds.stream().map(BusKind::section).toList()) + "; see docs/linux.md");
        }
        root.end();
        if (!mistakes.none()) {
            return null; // what was read may not fit together
        }
        BoardDescription description = new BoardDescription(info, table.channels());
        return new LinuxFile(description, devices, table.owners(), scanNs, safeAtClose);
    }

    private static <T> Map<String, T> words(String first, T meaning, String second, T other) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(first, meaning);
        words.put(second, other);
        return words;
    }

    private static BoardInfo info(YamlBlock root) {
        String name = root.text("board", "name of the board, a-z, 0-9 and -");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            root.mistake("board", "'" + name + "' does not fit, must be 1 to 31 of a-z, 0-9, '-'; rename it");
        }
        String system = "Linux " + System.getProperty("os.version", "");
        return new BoardInfo(
                name,
                or(root.shortText("vendor", "who made it", MAX_INFO_CHARS), "Linux"),
                or(root.shortText("model", "what it is", MAX_INFO_CHARS), System.getProperty("os.arch", "")),
                root.shortText("hardware", "revision of the circuit", MAX_INFO_CHARS),
                root.shortText("serial", "number of this unit", MAX_INFO_CHARS),
                system.substring(0, Math.min(system.length(), MAX_INFO_CHARS)),
                "");
    }

    private static String or(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }
}
