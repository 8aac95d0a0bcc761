package dev.platine.mcu.pin;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A signal that a block puts on pins, where the firmware has routed it to any: {@code USART2_TX}, {@code TIM3_CH1}. Used on the
 * simulation's thread only.
 */
public final class PinOutput {
    /** The pins that it is routed to. */
    int[] pins = new int[2];

    /** How many they are. */
    int routed;

    private final String name;
    private final PinRouter router;
    private boolean high;
    private double waveHz;
    private boolean enabled = true;
    private boolean wasRouted;
    private int followed = -1;
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
            router.changed(this);
        }
    }

    /**
     * A clock from now on, or the level again. Nobody hears its edges.
     *
     * @param hz how fast; 0 for the level
     */
    public void wave(double hz) {
        if (waveHz != hz) {
            waveHz = hz;
            router.changed(this);
        }
    }

    /**
     * The clock that it gives.
     *
     * @return hertz; 0 if it gives a level
     */
    public double waveHz() {
        return waveHz;
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
     * Whether any pin has this signal; who gives one that costs something needs to give it only then.
     *
     * @return whether the firmware has routed it
     */
    public boolean isRouted() {
        return routed > 0;
    }

    /**
     * Tells who gives the signal that {@link #isRouted} has changed, before the port looks at the level.
     *
     * @param giver what it does
     */
    public void onRouting(Runnable giver) {
        routing = giver;
    }

    /** Pins have come and gone: tells the giver if that changed anything for it. */
    void settle() {
        Runnable giver = routing;
        if (wasRouted != routed > 0) {
            wasRouted = routed > 0;
            if (giver != null) {
                giver.run();
            }
        }
    }

    /**
     * A frame begins to leave on the pins of this signal.
     *
     * @param endNs when it ends, in nanoseconds
     */
    public void sending(long endNs) {
        router.sending(this, endNs);
    }

    /**
     * A frame, a byte or a condition begins of which this is the clock.
     *
     * @param endNs when it ends, in nanoseconds
     */
    public void shifting(long endNs) {
        if (routed > 0) {
            router.surroundings().shifting(pin(), endNs);
        }
    }

    /**
     * Tells whether the block depends on what others do at this clock. May be told again and again.
     *
     * @param on whether it does, where it is routed now
     */
    public void follow(boolean on) {
        int now = on ? pin() : -1;
        if (now != followed) {
            int before = followed;
            followed = now;
            if (before >= 0) {
                router.surroundings().follows(before, false);
            }
            if (now >= 0) {
                router.surroundings().follows(now, true);
            }
        }
    }

    void route(int pin) {
        if (routed == pins.length) {
            pins = Arrays.copyOf(pins, routed * 2);
        }
        pins[routed++] = pin;
    }

    void unroute(int pin) {
        int kept = 0;
        for (int i = 0; i < routed; i++) {
            if (pins[i] != pin) {
                pins[kept++] = pins[i];
            }
        }
        routed = kept;
    }

    /**
     * Sends a frame on the pins of this signal, ending now.
     *
     * @param frame what
     */
    public void send(SerialFrame frame) {
        router.sent(this, frame);
    }

    /**
     * The pin that has this signal; of several the one routed last.
     *
     * @return its number, -1 if none is routed
     */
    public int pin() {
        return routed > 0 ? pins[routed - 1] : -1;
    }

    /**
     * Clocks a frame, which ends now.
     *
     * @param frame what, at which pins
     * @return what came back
     */
    public int clock(SpiFrame frame) {
        return router.surroundings().clocked(frame);
    }

    /**
     * The two-wire bus of which this is the clock.
     *
     * @param data the signal with the data
     * @return what hangs on it
     */
    public I2cTarget bus(PinOutput data) {
        return router.surroundings().bus(pin(), data.pin());
    }

    /** The block stretches this clock no longer. */
    public void release() {
        if (routed > 0) {
            router.surroundings().released(pin());
        }
    }
}
