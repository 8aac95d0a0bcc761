package dev.platine.mcu.debug;

import org.jspecify.annotations.Nullable;

/** The computer that a semihosted program asks: its console, its clock, and files if it wants to give any. Called on the simulation's thread. */
public interface SemihostingHost extends SemihostingFiles {
    /** {@link #read}: nothing there yet, the program waits. */
    int NOTHING_YET = -1;
    /** {@link #read}: nothing will ever come. */
    int END = -2;

    /**
     * The program prints.
     *
     * @param error whether to its error output
     * @param oneByte 0 to 255
     */
    void write(boolean error, int oneByte);

    /**
     * The program reads its console. Must not wait.
     *
     * @return 0 to 255, {@link #NOTHING_YET} or {@link #END}
     */
    int read();

    /**
     * Virtual time since the program's start.
     *
     * @return nanoseconds, at least 0
     */
    long nowNs();

    /**
     * What the clock showed at the program's start.
     *
     * @return seconds since 1970
     */
    default long startSeconds() {
        return 0;
    }

    /**
     * The program's command line.
     *
     * @return its name and arguments
     */
    default String commandLine() {
        return "firmware";
    }

    /**
     * Opens a file. Nobody gives files unless it overrides this: then it decides which, and where they really are.
     *
     * @param name as the program says it
     * @param mode as for {@code fopen}: r, rb, r+, r+b, w, wb, w+, w+b, a, ab, a+, a+b are 0 to 11
     * @return the file, null to refuse
     */
    @Override
    default @Nullable SemihostingFile open(String name, int mode) {
        return null;
    }
}
