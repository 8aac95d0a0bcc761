package dev.platine.conformance;

/** What the place around a board under test can do to it. Behaviours that need what is missing are skipped, with a reason. */
public enum Ability {
    /** Opens the bench of the board: {@link dev.platine.hal.Board#bench()}. */
    BENCH("open a bench"),
    /** Answers while the bench holds its time. A firmware at the end of a serial line cannot: its bits take time. */
    ANSWERS_HELD("answer while its time stands"),
    /** Breaks the link under every open connection: {@link BoardUnderTest#breakLinks()}. */
    BREAK_LINK("break the link"),
    /** Makes the far end silent while the link stands: {@link BoardUnderTest#freeze(boolean)}. */
    FREEZE("silence the far end"),
    /** Takes the far end away and brings it back: {@link BoardUnderTest#present(boolean)}. */
    ABSENCE("take the far end away"),
    /** Opens a connection of plain bytes: {@link BoardUnderTest#openRaw()}. */
    RAW_BYTES("open a connection of plain bytes"),
    /** Keeps the bytes of its connections apart, also while all but one wait: on a bus, where there are none, they would mix. */
    CONNECTIONS("keep two connections apart"),
    /** Takes more than one connection at a time. */
    MANY_CLIENTS("take several clients at a time"),
    /** Bytes go over its link in frames, which are counted. */
    FRAMES("count frames"),
    /** The firmware can be restarted: {@link dev.platine.hal.Board#reset()}. */
    RESET("restart the firmware"),
    /** The board's time goes as fast as the host's. */
    REAL_TIME("run at the speed of real time"),
    /** Can ask for a board of another name: {@link BoardUnderTest#openOther}. */
    OTHER_BOARD("ask for a board of another name");

    private final String words;

    Ability(String words) {
        this.words = words;
    }

    /**
     * What it is, to be read behind "cannot".
     *
     * @return a few words
     */
    public String words() {
        return words;
    }
}
