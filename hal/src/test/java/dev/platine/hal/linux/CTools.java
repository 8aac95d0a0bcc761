package dev.platine.hal.linux;

import java.nio.file.Files;
import java.nio.file.Path;

/** The tools of C that this computer has. */
public final class CTools {
    private CTools() {}

    /** Whether a program can be run by its name. */
    public static boolean onPath(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
