package dev.platine.mcu.debug;

import org.jspecify.annotations.Nullable;

/** Who opens files for a semihosted program. Called on the simulation's thread. */
@FunctionalInterface
public interface SemihostingFiles {
    /** Refuses every file. */
    SemihostingFiles NONE = (name, mode) -> null;

    /**
     * Opens a file.
     *
     * @param name as the program says it
     * @param mode as for {@code fopen}: r, rb, r+, r+b, w, wb, w+, w+b, a, ab, a+, a+b are 0 to 11
     * @return the file, null to refuse
     */
    @Nullable
    SemihostingFile open(String name, int mode);
}
