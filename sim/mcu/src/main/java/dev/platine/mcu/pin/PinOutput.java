package dev.platine.mcu.pin;

import org.jspecify.annotations.Nullable;

/**
 * A signal that a block puts on pins, where the firmware has routed it to any: {@code USART2_TX}, {@code TIM3_CH1}. Used on the
 * simulation's thread only.
 */
public final class PinOutput {
    private final String name;
    private final PinRouter router;
    private boolean high;
    private boolean enabled = true;
    private int routes;
    private @Nullable Runnable routing;

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
            changed();
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
            changed();
        }
    }

    private void changed() {
        if (routes > 0) {
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
     * Whether any pin has this signal; who gives one that costs something needs to give it only then.
     *
     * @return whether the firmware has routed it
     */
    public boolean isRouted() {
        return routes > 0;
    }

    /**
     * Tells who gives the signal that {@link #isRouted} has changed, before the port looks at the level.
     *
     * @param giver what it does
     */
    public void onRouting(Runnable giver) {
        routing = giver;
    }

    void routed(int more) {
        boolean before = routes > 0;
        routes += more;
        Runnable giver = routing;
        if (before != routes > 0 && giver != null) {
            giver.run();
        }
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
