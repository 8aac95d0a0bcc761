package dev.platine.hal.linux.pwm;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.yaml.YamlBlock;
import dev.platine.hal.linux.board.BusKind;
import dev.platine.hal.linux.board.BusPlan;
import dev.platine.hal.linux.board.ChannelTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section {@code pwm}: outputs of a PWM chip. A channel sets the duty, 0 to 1, at a fixed frequency, or with {@code sets: frequency}
 * the frequency of an output whose duty another channel sets.
 */
public final class PwmKind implements BusKind {
    private static final double LEAST_HZ = 0.001;
    private static final double MOST_HZ = 100_000_000;
    private static final Map<String, Boolean> POLARITY = words("normal", false, "inversed", true);
    private static final Map<String, Boolean> SETS = words("duty", false, "frequency", true);

    /** A kind; does nothing. */
    public PwmKind() {}

    private static Map<String, Boolean> words(String first, boolean meaning, String second, boolean other) {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put(first, meaning);
        words.put(second, other);
        return words;
    }

    @Override
    public String section() {
        return "pwm";
    }

    @Override
    public BusPlan read(YamlBlock device, ChannelTable channels) {
        String chip = device.text("chip", "the chip's name, such as pwmchip0, or the name of its device");
        Map<Long, PwmLine> lines = new LinkedHashMap<>();
        channels.each(device, (name, block) -> {
            block.needs("pwm", "number of the output on its chip");
            long number = block.whole("pwm", 0, 0, 1_023);
            PwmLine line = lines.computeIfAbsent(number, any -> new PwmLine((int) number));
            boolean frequency = block.choice("sets", SETS, false);
            if (frequency ? line.frequency != null : line.duty != null) {
                block.mistake(
                        "pwm",
                        number + " has another channel that sets its " + (frequency ? "frequency" : "duty")
                                + ", must be one; change one");
            }
            if (frequency) {
                frequency(name, block, channels, line);
            } else {
                duty(name, block, channels, line);
            }
        });
        List<PwmLine> all = new ArrayList<>(lines.values());
        for (PwmLine line : all) {
            if (line.duty == null) {
                device.mistake(
                        "channels",
                        "no channel sets the duty of pwm " + line.number + ", must be one; add it without 'sets'");
            } else if (line.frequency == null && line.hz == 0) {
                device.mistake(
                        "channels",
                        "the frequency of pwm " + line.number + " is missing; add 'hz:' to " + line.duty.name());
            }
        }
        return context -> PwmBus.open(chip, all, context);
    }

    private static void duty(String name, YamlBlock block, ChannelTable channels, PwmLine line) {
        line.hz = block.number("hz", 0, LEAST_HZ, MOST_HZ);
        line.inversed = block.choice("polarity", POLARITY, false);
        line.duty = channels.pwm(name, block, Direction.OUTPUT);
    }

    private static void frequency(String name, YamlBlock block, ChannelTable channels, PwmLine line) {
        ChannelSpec spec = channels.analog(name, block, Direction.OUTPUT);
        if (spec.minimum() < LEAST_HZ || spec.maximum() > MOST_HZ) {
            block.mistake("min and max must be inside " + LEAST_HZ + " to 100000000 Hz; correct them");
        }
        if (!spec.unit().isEmpty() && !spec.unit().equals("Hz")) {
            block.mistake("unit", "must be Hz: " + spec.unit() + "; correct it");
        }
        line.frequency = spec;
    }
}
