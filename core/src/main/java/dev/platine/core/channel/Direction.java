package dev.platine.core.channel;

/** Which way a channel's value travels. */
public enum Direction {
    /** From the board to the host. */
    INPUT(1),
    /** From the host to the board; reading it gives the set-point in force. */
    OUTPUT(2);

    private final int number;

    Direction(int number) {
        this.number = number;
    }

    /**
     * The direction's number in the protocol.
     *
     * @return 1 or 2
     */
    public int number() {
        return number;
    }
}
