package dev.platine.core.channel;

/** Which way a channel's value travels. */
public enum Direction {
    /** From the board to the host. */
    INPUT,
    /** From the host to the board; reading it gives the set-point in force. */
    OUTPUT
}
