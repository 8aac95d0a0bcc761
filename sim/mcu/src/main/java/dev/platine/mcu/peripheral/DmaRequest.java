package dev.platine.mcu.peripheral;

import org.jspecify.annotations.Nullable;

/**
 * A block's request to the DMA controllers: a level. A block that wants one transfer an event (a timer) raises it and lowers it in
 * {@link #onServed}; one whose data register is accessed by the transfer (a USART) lowers it then. Used on the simulation's thread only.
 */
public final class DmaRequest {
    /** Hears the level; the controller's side. */
    @FunctionalInterface
    public interface Listener {
        /**
         * The level changed.
         *
         * @param raised the level from now on
         */
        void changed(boolean raised);
    }

    private final String name;
    private Listener[] listeners = {};
    private boolean raised;
    private boolean endsFlow;
    private @Nullable Runnable served;
    private @Nullable Runnable ended;
    private @Nullable Runnable oneLeft;

    /**
     * A request, not raised.
     *
     * @param name by the reference manual's request map
     */
    public DmaRequest(String name) {
        this.name = name;
    }

    /**
     * Its name.
     *
     * @return such as {@code USART2_TX}
     */
    public String name() {
        return name;
    }

    /**
     * The level from now on.
     *
     * @param now whether raised
     */
    public void raise(boolean now) {
        if (raised != now) {
            raised = now;
            for (Listener listener : listeners) {
                listener.changed(now);
            }
        }
    }

    /**
     * The level.
     *
     * @return whether raised
     */
    public boolean isRaised() {
        return raised;
    }

    /**
     * Marks the transfer that is requested as the last one, for a stream whose flow the block controls (PFCTRL, as SDIO does).
     *
     * @param last whether the stream ends with it
     */
    public void endsFlow(boolean last) {
        endsFlow = last;
    }

    /**
     * Whether the block marked the transfer as its last; the controller's side.
     *
     * @return whether a stream whose flow the block controls ends with it
     */
    public boolean endsFlow() {
        return endsFlow;
    }

    /**
     * What the block does when a transfer was done.
     *
     * @param action what
     */
    public void onServed(Runnable action) {
        served = action;
    }

    /**
     * What the block does when the last transfer of a stream was done (the controller's end-of-transfer line).
     *
     * @param action what
     */
    public void onLast(Runnable action) {
        ended = action;
    }

    /**
     * What the block does when a transfer was done behind which one is left (the controller's line EOT_1, which I2C hears).
     *
     * @param action what
     */
    public void onLastButOne(Runnable action) {
        oneLeft = action;
    }

    /**
     * A transfer was done behind which one is left; the controller's side, before {@link #served}.
     */
    public void oneIsLeft() {
        Runnable action = oneLeft;
        if (action != null) {
            action.run();
        }
    }

    /**
     * A transfer was done; the controller's side.
     *
     * @param last whether the stream's count reached zero by it
     */
    public void served(boolean last) {
        Runnable action = served;
        if (action != null) {
            action.run();
        }
        action = ended;
        if (last && action != null) {
            action.run();
        }
    }

    /**
     * Connects a stream; the controller's side.
     *
     * @param listener who hears
     */
    public void listen(Listener listener) {
        Listener[] more = java.util.Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = listener;
        listeners = more;
    }
}
