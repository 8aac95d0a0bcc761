package dev.platine.mcu.pin.can;

import dev.platine.mcu.time.Rate;
import org.jspecify.annotations.Nullable;

/**
 * A node as its bus sees it. All calls come on the simulation's thread, at the bus's time: a node whose own time is already behind that takes
 * what comes at its now. Nodes throw nothing.
 */
public interface CanNode {
    /** How far what a node sends gets. */
    enum Reach {
        /** To the others. */
        BUS,
        /** Back to itself only, which also acknowledges. */
        ITSELF,
        /** Nowhere: not even the node sees it. */
        NOTHING
    }

    /**
     * Its name, for people.
     *
     * @return such as {@code CAN1}
     */
    String name();

    /**
     * Its bit rate.
     *
     * @return exact
     */
    Rate bitRate();

    /**
     * How much another's bit rate may differ.
     *
     * @return parts per million
     */
    int tolerancePpm();

    /**
     * How far what it sends gets.
     *
     * @return the bus unless overridden
     */
    default Reach reach() {
        return Reach.BUS;
    }

    /**
     * Whether it takes part: it has found the bus's rhythm and is not bus-off.
     *
     * @return whether frames are for it
     */
    boolean listens();

    /**
     * Whether it sends dominant bits while others send: acknowledgements and error flags.
     *
     * @return false for a silent node
     */
    boolean answers();

    /**
     * Whether it is error passive: its error flags disturb nobody, and it pauses behind its own frames.
     *
     * @return whether passive
     */
    boolean passive();

    /**
     * The frame that it wants to send now; it competes.
     *
     * @param startNs when the frame begins
     * @return the frame of its highest rank, null for none
     */
    @Nullable
    CanFrame offer(long startNs);

    /**
     * A frame has begun.
     *
     * @param startNs when
     * @param sending whether this node sends it, perhaps among others
     */
    void began(long startNs, boolean sending);

    /** What it offered lost against another's frame, which it now receives; called before {@link #began}. */
    void lost();

    /**
     * A frame has come, right until the last but one bit of its end.
     *
     * @param frame what
     * @param startNs when it began
     */
    void received(CanFrame frame, long startNs);

    /**
     * What it offered has been sent.
     *
     * @param startNs when it began
     */
    void sent(long startNs);

    /**
     * The frame under way went wrong: as its sender if it sends, else as a receiver.
     *
     * @param error how
     */
    void failed(CanError error);

    /**
     * The bus is idle: eleven recessive bits have passed.
     *
     * @param ns when
     */
    void idle(long ns);
}
