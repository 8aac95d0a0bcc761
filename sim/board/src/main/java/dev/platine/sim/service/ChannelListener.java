package dev.platine.sim.service;

/** Hears every change of a board's channels. Inside the rack only; must not block. */
public interface ChannelListener {
    /**
     * A channel's value changed.
     *
     * @param channel the channel's id
     * @param bits the new value
     */
    void changed(int channel, int bits);

    /**
     * A text channel got a line, equal lines included.
     *
     * @param channel the channel's id
     * @param line the line
     */
    default void line(int channel, String line) {}
}
