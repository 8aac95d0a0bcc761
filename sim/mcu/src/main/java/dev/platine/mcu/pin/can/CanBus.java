package dev.platine.mcu.pin.can;

/** A bus as its nodes see it. Used on the simulation's thread only. */
public interface CanBus {
    /**
     * A node has something to send: it is asked for it when the bus is idle.
     *
     * @param node who
     * @param ns since when
     */
    void request(CanNode node, long ns);

    /**
     * A node leaves off in the midst: its clock or power goes. What it sends breaks off, what it receives is not for it any more.
     *
     * @param node who
     * @param ns when
     */
    void abandon(CanNode node, long ns);

    /**
     * Whether no frame is under way.
     *
     * @return whether the last eleven bits and all since were recessive
     */
    boolean isIdle();

    /**
     * The level.
     *
     * @param ns when, not before the frame under way
     * @return whether recessive
     */
    boolean isRecessive(long ns);
}
