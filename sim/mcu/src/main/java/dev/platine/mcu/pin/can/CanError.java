package dev.platine.mcu.pin.can;

/** What a node sees go wrong with a frame. */
public enum CanError {
    /** Six equal bits where a stuff bit should be: also another's error flag. */
    STUFF(1),
    /** A delimiter or the end of frame is disturbed. */
    FORM(2),
    /** Nobody acknowledged. */
    ACKNOWLEDGE(3),
    /** It sent recessive and saw dominant. */
    BIT_RECESSIVE(4),
    /** It sent dominant and saw recessive. */
    BIT_DOMINANT(5),
    /** The check sum is wrong. */
    CRC(6);

    private final int code;

    CanError(int code) {
        this.code = code;
    }

    /**
     * Its code, as most controllers have it.
     *
     * @return 1 to 6
     */
    public int code() {
        return code;
    }
}
