package dev.platine.hal;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import java.util.List;

/** A board's description with a channel of every kind and direction. */
public final class Channels {
    public static final BoardDescription ALL = new BoardDescription(
            new BoardInfo("test-board", "platine", "model", "A", "0001", "1.2.3", "abc"),
            List.of(
                    ChannelSpec.digitalInput(0, "plug", "cable plugged"),
                    ChannelSpec.digitalOutput(1, "contactor", false, "main contactor"),
                    new ChannelSpec(2, "mains_v", ChannelKind.ANALOG, Direction.INPUT, "V", 0, 500, 0.1f, 0, "mains"),
                    new ChannelSpec(
                            3, "limit_a", ChannelKind.ANALOG, Direction.OUTPUT, "A", 0, 32, 0.1f, bits(6), "limit"),
                    new ChannelSpec(4, "pilot", ChannelKind.PWM, Direction.OUTPUT, "", 0.1f, 1, 0, bits(1), "pilot"),
                    new ChannelSpec(5, "pilot_in", ChannelKind.PWM, Direction.INPUT, "", 0, 1, 0, 0, "pilot back"),
                    new ChannelSpec(6, "pulses", ChannelKind.COUNTER, Direction.INPUT, "", 0, 4e9f, 1, 0, "meter"),
                    new ChannelSpec(7, "steps", ChannelKind.COUNTER, Direction.OUTPUT, "", 0, 4e9f, 1, 0, "motor"),
                    new ChannelSpec(8, "log", ChannelKind.TEXT, Direction.INPUT, "", 0, 0, 0, 0, "console"),
                    new ChannelSpec(9, "shell", ChannelKind.TEXT, Direction.OUTPUT, "", 0, 0, 0, 0, "commands")));

    private Channels() {}

    public static int bits(double value) {
        return Float.floatToIntBits((float) value);
    }
}
