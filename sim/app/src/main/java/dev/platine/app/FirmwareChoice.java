package dev.platine.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which firmware is for which board: {@code FILE} for all of one kind, {@code BOARD=FILE} for one of several. */
final class FirmwareChoice {
    private final Map<String, Path> files = new HashMap<>();
    private @Nullable Path all;

    /**
     * Reads the options.
     *
     * @throws Failure when it is not clear whose a file is
     */
    FirmwareChoice(List<String> given, BoardNames boards, boolean oneKind) {
        for (String value : given) {
            int equals = value.indexOf('=');
            String name = equals < 0 ? "" : value.substring(0, equals);
            if (boards.names().contains(name)) {
                if (files.put(name, Path.of(value.substring(equals + 1))) != null) {
                    throw new Failure(Exit.USAGE, "--firmware: two files for board " + name + "; give it one");
                }
            } else if (equals > 0 && !name.contains("/") && !Files.exists(Path.of(value))) {
                boards.known("--firmware", name);
            } else if (!oneKind) {
                throw new Failure(
                        Exit.USAGE,
                        "--firmware is for one board: say whose, such as --firmware "
                                + boards.names().get(0) + "=" + value);
            } else if (all != null) {
                throw new Failure(Exit.USAGE, "--firmware: two files for all boards; say BOARD=FILE");
            } else {
                all = Path.of(value);
            }
        }
    }

    /** The file for a board, null for its own. */
    @Nullable
    Path of(String board) {
        return files.getOrDefault(board, all);
    }
}
