package dev.platine.sim.body;

import dev.platine.core.channel.BoardInfo;
import dev.platine.sim.clock.FaultSink;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Pin;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BodySpec;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a board's body stands in.
 *
 * @param board the board's name
 * @param info what its description says of it
 * @param spec its description
 * @param pins the pins of the microcontroller, by name, wired as the description says
 * @param channels what the firmware shares with its hosts
 * @param time virtual time; what its timers throw crashes the board
 * @param faults who is told what else the firmware throws
 * @param random random numbers for the firmware
 * @param console gets the firmware's lines
 * @param reset restarts the board after the running event
 * @param events hears what can be seen of the body beside its nets
 */
public record BodyContext(
        String board,
        BoardInfo info,
        BodySpec spec,
        Map<String, Pin> pins,
        ChannelBank channels,
        TimerSource time,
        FaultSink faults,
        RandomGenerator random,
        Consumer<String> console,
        Runnable reset,
        BodyEvents events) {
    /**
     * The pins, for one life of a firmware. When it is over, the body clears them.
     *
     * @param timers makes the timers that the pins need; the body cancels them when this life is over
     * @return the pins, nothing driven
     */
    public Pins livePins(BiFunction<String, Runnable, Timer> timers) {
        return new BoardPins(this, timers);
    }
}
