package dev.platine.boards.evcharger;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.Pins;
import dev.platine.sim.body.PwmCapture;
import dev.platine.sim.service.ChannelBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Remembers what the firmware's pins were and did in a step, and appends it to two files, {@value #CHUNK} steps at a time: NAME.in
 * for the filter, NAME.out as the filter should answer. {@code firmware/test/filter.c} has the layout.
 */
final class StepRecorder {
    static final int CHUNK = 500;
    static final int LINE_BYTES = 64;
    private static final List<String> ANALOG = List.of(
            "pilot_sense.high",
            "pilot_sense.low",
            "residual_ac",
            "residual_dc",
            "voltage_l1",
            "voltage_l2",
            "voltage_l3",
            "current_l1",
            "current_l2",
            "current_l3",
            "proximity_sense",
            "temperature",
            "earth_sense",
            "zero_cross");
    private static final List<String> LEVELS = List.of("mirror_k1", "mirror_k2", "mirror_k3", "stop", "lock_feedback");
    private static final List<String> DRIVES = List.of("coil", "lock", "residual_test", "fault_lamp");

    private final Path file;
    private final FirmwareContext context;
    private final Map<String, Double> seen = new HashMap<>();
    private final Map<String, Double> driven = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final ByteBuffer in = buffer(CHUNK * 22 * 4);
    private final ByteBuffer out = buffer(CHUNK * (41 * 4 + 20 * LINE_BYTES));
    private int records;

    StepRecorder(Path file, FirmwareContext context) {
        this.file = file;
        this.context = context;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Pins pins() {
        return new Watched(context.pins());
    }

    void line(String line) {
        lines.add(line);
    }

    private double seen(String pin) {
        return seen.getOrDefault(pin, 0.0);
    }

    private double driven(String pin) {
        return driven.getOrDefault(pin, 0.0);
    }

    void record() {
        ChannelBank bank = context.channels();
        in.putLong(context.clock().nowNs());
        ANALOG.forEach(pin -> in.putFloat((float) seen(pin)));
        in.putInt(bits(LEVELS, true));
        for (ChannelSpec channel : bank.description().channels()) {
            boolean text = channel.name().equals("log");
            out.putInt(text ? lines.size() : bank.get(channel.id()));
            if (channel.direction() == Direction.OUTPUT) {
                in.putInt(bank.get(channel.id()));
            }
        }
        double pilot = driven("pilot");
        int mode = pilot == 1 ? 0 : pilot == 0 ? 2 : 1;
        out.putInt(bits(DRIVES, false) | mode << 4);
        out.putFloat((float) pilot).putFloat((float) driven("lamp"));
        for (String line : lines) {
            out.put(java.util.Arrays.copyOf(line.getBytes(StandardCharsets.UTF_8), LINE_BYTES));
        }
        lines.clear();
        if (++records == CHUNK) {
            records = 0;
            append(in, ".in");
            append(out, ".out");
        }
    }

    private int bits(List<String> pins, boolean inputs) {
        int bits = 0;
        for (int i = 0; i < pins.size(); i++) {
            bits |= (inputs ? seen(pins.get(i)) : driven(pins.get(i))) != 0 ? 1 << i : 0;
        }
        return bits;
    }

    private void append(ByteBuffer bytes, String ending) {
        Path target = file.resolveSibling(file.getFileName() + ending);
        try (var channel = Files.newByteChannel(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(bytes.flip());
            bytes.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double note(String pin, double value) {
        seen.put(pin, value);
        return value;
    }

    private final class Watched implements Pins {
        private final Pins plain;

        Watched(Pins plain) {
            this.plain = plain;
        }

        @Override
        public DigitalPin digitalIn(String pin) {
            return new WatchedLevel(pin, plain.digitalIn(pin));
        }

        @Override
        public DigitalPin digitalIn(String pin, double lowV, double highV) {
            return new WatchedLevel(pin, plain.digitalIn(pin, lowV, highV));
        }

        @Override
        public AnalogPin analogIn(String pin, double fullScaleV, int bits) {
            return new WatchedVolts(pin, plain.analogIn(pin, fullScaleV, bits));
        }

        @Override
        public DrivePin out(String pin) {
            return new WatchedDrive(pin, plain.out(pin));
        }

        @Override
        public DrivePin out(String pin, double lowV, double highV, double ohms) {
            return new WatchedDrive(pin, plain.out(pin, lowV, highV, ohms));
        }

        @Override
        public PwmCapture pwmIn(String pin) {
            PwmCapture capture = plain.pwmIn(pin);
            return new PwmCapture() {
                @Override
                public double hz() {
                    return note(pin, capture.hz());
                }

                @Override
                public double duty() {
                    return capture.duty();
                }
            };
        }
    }

    private final class WatchedLevel implements DigitalPin {
        private final String name;
        private final DigitalPin plain;

        WatchedLevel(String name, DigitalPin plain) {
            this.name = name;
            this.plain = Objects.requireNonNull(plain);
        }

        @Override
        public boolean read() {
            return note(name, plain.read() ? 1 : 0) != 0;
        }

        @Override
        public void onEdge(Runnable interrupt) {
            plain.onEdge(interrupt);
        }

        @Override
        public void pullUp() {
            plain.pullUp();
        }

        @Override
        public void pullDown() {
            plain.pullDown();
        }
    }

    private final class WatchedVolts implements AnalogPin {
        private final String name;
        private final AnalogPin plain;

        WatchedVolts(String name, AnalogPin plain) {
            this.name = name;
            this.plain = plain;
        }

        @Override
        public double readV() {
            return note(name, plain.readV());
        }

        @Override
        public int readCounts() {
            return plain.readCounts();
        }

        @Override
        public double readAverageV() {
            return plain.readAverageV();
        }

        @Override
        public double readHighV() {
            return note(name + ".high", plain.readHighV());
        }

        @Override
        public double readLowV() {
            return note(name + ".low", plain.readLowV());
        }
    }

    private final class WatchedDrive implements DrivePin {
        private final String name;
        private final DrivePin plain;

        WatchedDrive(String name, DrivePin plain) {
            this.name = name;
            this.plain = plain;
        }

        @Override
        public void set(boolean high) {
            driven.put(name, high ? 1.0 : 0.0);
            plain.set(high);
        }

        @Override
        public void pullLow(boolean low) {
            plain.pullLow(low);
        }

        @Override
        public void pwm(double hz, double duty) {
            driven.put(name, duty);
            plain.pwm(hz, duty);
        }

        @Override
        public void release() {
            plain.release();
        }
    }
}
