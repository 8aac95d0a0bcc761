package dev.platine.mcu.engine.compiler;

/**
 * What is translated, and when. Times are counted in instructions, so that runs are repeatable.
 *
 * @param first so many instructions are carried out before the first look
 * @param pause so many at least between two looks
 * @param longestPause so many at most: looks that find nothing become seldom
 * @param look so many instructions are looked at
 * @param meetings so often a place has to be met by looks, lately, to be translated
 * @param lately after so many looks, half of what was met is forgotten
 * @param bank so many instructions may be translated at the start
 * @param earning for each so many instructions carried out, one more may be translated
 */
record Policy(int first, int pause, int longestPause, int look, int meetings, int lately, int bank, int earning) {
    /** What is hot, as long as translating pays. */
    static Policy auto() {
        return new Policy(2_000, 1_000, 64_000, 64, 8, 1_024, 6_000, 20_000);
    }

    /** Whatever is met a second time. */
    static Policy eager() {
        return new Policy(1, 1, 1, 256, 2, 1_000_000, Integer.MAX_VALUE, 1);
    }
}
