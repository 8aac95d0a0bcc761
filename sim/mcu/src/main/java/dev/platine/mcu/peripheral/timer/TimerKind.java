package dev.platine.mcu.peripheral.timer;

/** What a timer can do; the reference manual has a chapter for each of these. */
public enum TimerKind {
    /** TIM1, TIM8: with complementary outputs, dead time, break and repetition. */
    ADVANCED(4, 3, true, true, true),
    /** TIM2 to TIM5. */
    GENERAL(4, 0, true, true, true),
    /** TIM9, TIM12: two channels, up only. */
    TWO_CHANNELS(2, 0, false, true, true),
    /** TIM10, TIM11, TIM13, TIM14: one channel, up only. */
    ONE_CHANNEL(1, 0, false, false, false),
    /** TIM6, TIM7: no channels. */
    BASIC(0, 0, false, false, true);

    private final int channels;
    private final int complements;
    private final boolean full;
    private final boolean slave;
    private final boolean master;

    TimerKind(int channels, int complements, boolean full, boolean slave, boolean master) {
        this.channels = channels;
        this.complements = complements;
        this.full = full;
        this.slave = slave;
        this.master = master;
    }

    /**
     * How many capture/compare channels.
     *
     * @return 0 to 4
     */
    public int channels() {
        return channels;
    }

    /**
     * How many of the channels have a complementary output.
     *
     * @return 0 to 3
     */
    public int complements() {
        return complements;
    }

    /**
     * Whether it counts down and up/down, reads an encoder, has an external trigger input and DMA requests of its channels.
     *
     * @return whether it is a timer of four channels
     */
    public boolean full() {
        return full;
    }

    /**
     * Whether it has a slave mode controller.
     *
     * @return whether others may trigger it
     */
    public boolean slave() {
        return slave;
    }

    /**
     * Whether it has a trigger output.
     *
     * @return whether it may trigger others
     */
    public boolean master() {
        return master;
    }

    /**
     * Whether it has break, dead time, repetition and commutation.
     *
     * @return whether it is an advanced-control timer
     */
    public boolean advanced() {
        return this == ADVANCED;
    }
}
