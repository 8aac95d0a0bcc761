package dev.platine.boards.evcharger;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.time.NanoClock;
import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.Pins;
import dev.platine.sim.body.PwmCapture;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The firmware on pins that no circuit holds together: each goes its own way, mostly where all is well, and at times to and fro
 * around one of its thresholds, a converter's step or two apart. So it meets what no plant would show it. Or all is well and stays so, but
 * for what a test holds.
 */
final class LooseBoard implements FirmwareContext, Pins {
    private static final long STEP_NS = 1_000_000;
    private static final double STEP_V = Sensors.ADC_V / 4096;

    private final ChannelBank bank;
    private final Parameters parameters;
    private final Random random;
    private final Map<String, Wander> wanders = new HashMap<>();
    private final Map<String, Boolean> driven = new HashMap<>();
    private final Map<String, Double> held = new HashMap<>();
    private boolean calm;
    private @Nullable Runnable step;
    private long nowNs;

    LooseBoard(BoardSpec spec, Parameters parameters, long seed) {
        this.bank = new ChannelBank(spec.description("loose"), failure -> {
            throw new IllegalStateException(failure);
        });
        this.parameters = parameters;
        this.random = new Random(seed);
        volts("pilot_sense.high", pilotV(6), pilotV(6), pilotV(12), edges(9, 10.5, 7.5, 4.5, 1.5, -1.5, -12));
        volts("pilot_sense.low", pilotV(-12), pilotV(-12), pilotV(-11.5), new double[] {pilotV(-10.8)});
        volts("residual_ac", 0, 0.011, 0.011 * 2, residual(0.011, 0, 3, 15, 24, 60, 150));
        volts("residual_dc", 1.65, 1.65, 1.65, residual(0.0055, 1.65, 5, 60, 200, -5, -60, -200));
        for (String phase : List.of("l1", "l2", "l3")) {
            volts("voltage_" + phase, 1.9, 1.9, 1.9, residual(0.00825, 0, 184, 195, 253, 264.5));
            volts("current_" + phase, 0.04125 * 10, 0, 0.04125, residual(0.04125, 0, 0.1, 1, 6.6, 7.6, 10, 12, 18.6));
        }
        volts(
                "proximity_sense",
                ohmsV(220),
                ohmsV(220),
                ohmsV(680),
                ohms(75, 140, 150, 330, 400, 936, 1_000, 2_500, 4_500));
        volts("temperature", 0.7, 0.7, 1.1, residual(0.01, 0.5, 60, 67, 70, 75, 80));
        volts("earth_sense", 0.01, 0.01, 0.01, ohms(300, 998_000));
        wanders.put("zero_cross", new Wander(50, new double[] {50, 50, 50}, new double[] {47, 52, 0}, 0.01));
    }

    /** One on which all is well, a vehicle asks for energy and takes none, and nothing happens by itself. */
    static LooseBoard calm(BoardSpec spec, Parameters parameters) {
        LooseBoard board = new LooseBoard(spec, parameters, 0);
        board.calm = true;
        return board;
    }

    /** Holds an analog pin at a voltage, to be changed by holding it elsewhere; {@code residual_ac.test} is what its self test adds up to. */
    LooseBoard hold(String pin, double volts) {
        held.put(pin, volts);
        return this;
    }

    static double pilotV(double volts) {
        return (volts / 180_000 + 3.3 / 40_200) / (1 / 180_000.0 + 2 / 40_200.0);
    }

    private static double[] edges(double... volts) {
        return java.util.Arrays.stream(volts)
                .flatMap(v -> java.util.stream.DoubleStream.of(pilotV(v - 0.25), pilotV(v + 0.25)))
                .toArray();
    }

    private static double[] residual(double gainV, double offsetV, double... values) {
        return java.util.Arrays.stream(values).map(v -> offsetV + v * gainV).toArray();
    }

    private static double ohmsV(double ohms) {
        return 3.3 * ohms / (ohms + 1_000);
    }

    private static double[] ohms(double... ohms) {
        return java.util.Arrays.stream(ohms).map(LooseBoard::ohmsV).toArray();
    }

    private void volts(String pin, double good, double alsoGood, double third, double[] edges) {
        wanders.put(pin, new Wander(good, new double[] {good, alsoGood, third}, edges, STEP_V));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            if (!calm && random.nextInt(150) == 0) {
                order();
            }
            Objects.requireNonNull(step).run();
            nowNs += STEP_NS;
        }
    }

    private void order() {
        switch (random.nextInt(9)) {
            case 0 -> put("charge_enable", random.nextInt(8) == 0 ? 0 : 1);
            case 1 -> put("current_limit_a", random.nextInt(8) == 0 ? 5.8 + random.nextInt(12) * 0.05 : 16);
            case 2 -> put("current_limit_a", random.nextInt(8) == 0 ? random.nextInt(630) / 10.0 : 10);
            case 8 -> put("current_limit_a", random.nextInt(3) == 0 ? 50.5 + random.nextInt(40) * 0.1 : 25);
            case 3 -> put("lock", random.nextInt(2));
            case 4 -> put("lamp", random.nextInt(11) / 10.0);
            default -> put("fault_reset", random.nextInt(2));
        }
    }

    /** Gives an output its set-point. */
    void put(String channel, double value) {
        ChannelSpec spec = Objects.requireNonNull(bank.description().find(channel));
        bank.setpoint(spec.id(), spec.toBits(value));
    }

    /** Where a pin is: at a place for a while, then at another. */
    private final class Wander {
        private final double[] good;
        private final double[] edges;
        private final double resolution;
        private double at;
        private boolean shaking;
        private long untilNs;

        Wander(double start, double[] good, double[] edges, double resolution) {
            this.at = start;
            this.good = good;
            this.edges = edges;
            this.resolution = resolution;
        }

        double value() {
            if (calm) {
                return good[0];
            }
            if (nowNs >= untilNs) {
                boolean edge = edges.length > 0 && random.nextInt(12) == 0;
                shaking = edge && random.nextBoolean();
                at = edge ? near(edges[random.nextInt(edges.length)]) : good[random.nextInt(good.length)];
                int longestMs =
                        edge ? (random.nextInt(5) == 0 ? 7_000 : 400) : random.nextInt(20) == 0 ? 30_000 : 4_000;
                untilNs = nowNs + (1 + random.nextInt(longestMs)) * STEP_NS;
            } else if (shaking && random.nextInt(50) == 0) {
                at = near(at);
            }
            return at;
        }

        private double near(double place) {
            double steps = Math.rint(place / resolution) + random.nextInt(5) - 2;
            return Math.max(0, resolution == STEP_V ? Math.min(4095, steps) : steps) * resolution;
        }
    }

    private double volts(String pin) {
        Double fixed = held.get(pin);
        if (fixed != null) {
            return fixed;
        }
        return Math.rint(Objects.requireNonNull(wanders.get(pin), pin).value() / STEP_V) * STEP_V;
    }

    /** What follows a drive does so mostly: not for a while now and then, and rarely for a step. */
    private boolean follows(String drive, long everyS, long forMs) {
        boolean lost = !calm && nowNs / 1_000_000 % (everyS * 1_000) > everyS * 1_000 - forMs
                || !calm && random.nextInt(2_000) == 0;
        return lost ^ driven.getOrDefault(drive, false);
    }

    @Override
    public DigitalPin digitalIn(String pin) {
        return switch (pin) {
            case "stop" -> level(() -> calm || random.nextInt(3_000) != 0);
            case "lock_feedback" -> level(() -> follows("lock", 29, 1_700));
            default -> level(() -> !follows("coil", 13, 55));
        };
    }

    private static DigitalPin level(java.util.function.BooleanSupplier source) {
        return new DigitalPin() {
            @Override
            public boolean read() {
                return source.getAsBoolean();
            }

            @Override
            public void onEdge(Runnable interrupt) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void pullUp() {}

            @Override
            public void pullDown() {}
        };
    }

    @Override
    public DigitalPin digitalIn(String pin, double lowV, double highV) {
        return digitalIn(pin);
    }

    @Override
    public AnalogPin analogIn(String pin, double fullScaleV, int bits) {
        return new AnalogPin() {
            @Override
            public double readV() {
                boolean tested = pin.equals("residual_ac") && driven.getOrDefault("residual_test", false);
                if (calm) {
                    return tested ? held.getOrDefault("residual_ac.test", volts(pin) + 273 * STEP_V) : volts(pin);
                }
                return tested && random.nextInt(10) != 0 ? volts(pin) + 273 * STEP_V : volts(pin);
            }

            @Override
            public int readCounts() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double readAverageV() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double readHighV() {
                return volts(pin + ".high");
            }

            @Override
            public double readLowV() {
                return volts(pin + ".low");
            }
        };
    }

    @Override
    public DrivePin out(String pin) {
        return new DrivePin() {
            @Override
            public void set(boolean high) {
                driven.put(pin, high);
            }

            @Override
            public void pullLow(boolean low) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void pwm(double hz, double duty) {}

            @Override
            public void release() {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public DrivePin out(String pin, double lowV, double highV, double ohms) {
        return out(pin);
    }

    @Override
    public PwmCapture pwmIn(String pin) {
        return new PwmCapture() {
            @Override
            public double hz() {
                return Objects.requireNonNull(wanders.get(pin)).value();
            }

            @Override
            public double duty() {
                return 0.5;
            }
        };
    }

    @Override
    public Pins pins() {
        return this;
    }

    @Override
    public ChannelBank channels() {
        return bank;
    }

    @Override
    public NanoClock clock() {
        return () -> nowNs;
    }

    @Override
    public void every(long periodNs, Runnable due) {
        step = due;
    }

    @Override
    public Timer timer(String name, Runnable onDue) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void log(String line) {}

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException();
    }
}
