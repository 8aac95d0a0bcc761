package dev.platine.mcu.pin;

/**
 * A signal that a block puts on pins, where the firmware has routed it to any: {@code USART2_TX}, {@code TIM3_CH1}. Used on the
 * simulation's thread only.
 */
public final class PinOutput {
    private final String name;
    private final PinRouter router;
    private boolean high;
    private boolean enabled = true;

    PinOutput(String name, PinRouter router) {
        this.name = name;
        this.router = router;
    }

    /**
     * The signal.
     *
     * @return such as {@code USART2_TX}
     */
    public String name() {
        return name;
    }

    /**
     * The level from now on.
     *
     * @param now whether high
     */
    public void level(boolean now) {
        if (high != now) {
            high = now;
            router.changed(this);
        }
    }

    /**
     * Whether the block drives its pin at all; otherwise the pin only has its pull.
     *
     * @param now whether it drives; it does at first
     */
    public void enable(boolean now) {
        if (enabled != now) {
            enabled = now;
            router.changed(this);
        }
    }

    /**
     * The level.
     *
     * @return whether high
     */
    public boolean isHigh() {
        return high;
    }

    /**
     * Whether it drives.
     *
     * @return whether the block drives its pin
     */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Sends a frame on the pins of this signal, ending now.
     *
     * @param frame what
     */
    public void send(SerialFrame frame) {
        router.sent(this, frame);
    }
}
