package dev.platine.hal.linux.pwm;

import dev.platine.core.channel.ChannelSpec;
import org.jspecify.annotations.Nullable;

/** An output of a PWM chip while its channels are read; not changed after that. */
final class PwmLine {
    final int number;

    @Nullable
    ChannelSpec duty;

    @Nullable
    ChannelSpec frequency;

    double hz;
    boolean inversed;

    PwmLine(int number) {
        this.number = number;
    }

    /** What it begins with. */
    double firstHz() {
        ChannelSpec spec = frequency;
        return spec == null ? hz : Float.intBitsToFloat(spec.safeBits());
    }
}
