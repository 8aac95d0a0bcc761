package dev.platine.sim.plant;

import dev.platine.core.yaml.Nearest;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.Pin;
import dev.platine.sim.spec.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * One plant in virtual time: its quantities, and when its equations are integrated.
 *
 * <p>It is integrated up to now at each tick of its period, and before an input or a setting changes, so a change counts from its
 * own instant on. Reading works on the side and changes nothing, so that probing cannot alter a run. Crossings are exact in the
 * state; what they do to the nets happens at the next tick. Inside the rack only. Steps allocate nothing.
 */
public final class Plant {
    /** Period of the ticks unless the plant sets its own. */
    public static final long DEFAULT_PERIOD_NS = 1_000_000;
    /** Relative error that a step may have. */
    public static final double RELATIVE_TOLERANCE = 1e-6;

    private static final int MOST_CROSSINGS = 10_000;

    private final TimerSource time;
    private final Map<String, Quantity> quantities = new LinkedHashMap<>();
    private final PlantModel model;
    private final Integrator integrator;
    private final Quantity[] states;
    private final Quantity[] outputs;
    private final double[] state;
    private final double[] scratch;
    private final double[] kept;
    private final List<Runnable> afterTick = new ArrayList<>();
    private final Timer tick;
    private final long periodNs;
    private long reachedNs;
    private long nextTickNs;
    private boolean inside;

    /**
     * A plant that does not tick yet.
     *
     * @param type its kind
     * @param terminals the terminals' pins, by name
     * @param parameters its values
     * @param time virtual time; what its timers throw is the board's failure
     * @param random random numbers for it
     */
    public Plant(
            PlantType type,
            Map<String, Pin> terminals,
            Parameters parameters,
            TimerSource time,
            RandomGenerator random) {
        this.time = time;
        this.inside = true;
        Making making = new Making(terminals, parameters, random);
        this.model = type.create(making);
        this.states = ofKind(Quantity.Kind.STATE);
        this.outputs = ofKind(Quantity.Kind.OUTPUT);
        this.state = new double[states.length];
        this.scratch = new double[states.length];
        this.kept = new double[states.length + outputs.length];
        for (int i = 0; i < state.length; i++) {
            state[i] = states[i].value;
        }
        this.periodNs = making.periodNs;
        this.integrator = making.stepS > 0
                ? new RungeKutta4(new Equations(), making.stepS)
                : new DormandPrince(new Equations(), RELATIVE_TOLERANCE, making.tolerances());
        this.reachedNs = time.nowNs();
        this.inside = false;
        this.tick = time.timer("plant " + type.rules().name(), this::tick);
    }

    private Quantity[] ofKind(Quantity.Kind kind) {
        return quantities.values().stream().filter(q -> q.kind() == kind).toArray(Quantity[]::new);
    }

    /** Begins to tick, with a first tick now. */
    public void start() {
        nextTickNs = time.nowNs();
        tick.at(nextTickNs);
    }

    /**
     * All quantities.
     *
     * @return by name, in the order of making; unmodifiable
     */
    public Map<String, Quantity> quantities() {
        return Collections.unmodifiableMap(quantities);
    }

    /**
     * Finds a quantity.
     *
     * @param name its name
     * @return the quantity
     * @throws IllegalArgumentException when there is none of that name
     */
    public Quantity quantity(String name) {
        Quantity quantity = quantities.get(name);
        if (quantity == null) {
            throw new IllegalArgumentException("no quantity " + name + Nearest.hint(name, quantities.keySet()));
        }
        return quantity;
    }

    /**
     * Calls after each tick, when quantities and terminals are up to date: for sensors.
     *
     * @param listener runs inside the rack
     */
    public void afterTick(Runnable listener) {
        afterTick.add(listener);
    }

    private void tick() {
        sync();
        model.drive();
        for (int i = 0; i < afterTick.size(); i++) {
            afterTick.get(i).run();
        }
        nextTickNs += periodNs; // last, so that a plant that failed stands still
        tick.at(nextTickNs);
    }

    // Brings states and outputs up to now, for good.
    private void sync() {
        if (inside) {
            return;
        }
        inside = true;
        try {
            long now = time.nowNs();
            if (now > reachedNs) {
                run(state, now);
                reachedNs = now;
            }
            model.outputs(now * 1e-9, state);
        } finally {
            inside = false;
        }
    }

    private void run(double[] x, long untilNs) {
        double t = reachedNs * 1e-9;
        double end = untilNs * 1e-9;
        for (int crossings = 0; crossings < MOST_CROSSINGS; crossings++) {
            t = integrator.integrate(t, end, x);
            expose(x);
            if (integrator.crossed() < 0) {
                return;
            }
            model.crossed(integrator.crossed(), t, x);
            expose(x);
        }
        throw new PlantException("more than " + MOST_CROSSINGS + " crossings before " + end
                + " s: what a crossing does must move its function away from 0");
    }

    private void expose(double[] x) {
        for (int i = 0; i < x.length; i++) {
            states[i].value = x[i];
        }
    }

    double read(Quantity quantity) {
        if (inside
                || time.nowNs() == reachedNs
                || quantity.kind() == Quantity.Kind.SETTING
                || quantity.kind() == Quantity.Kind.INPUT) {
            return quantity.value;
        }
        return peek(quantity);
    }

    // Works the plant out up to now without leaving a trace. Stops before the first crossing, whose effects are to
    // come.
    private double peek(Quantity quantity) {
        inside = true;
        try {
            long now = time.nowNs();
            keep();
            double proposed = integrator instanceof DormandPrince adaptive ? adaptive.proposedS() : 0;
            System.arraycopy(state, 0, scratch, 0, state.length);
            double reached = integrator.integrate(reachedNs * 1e-9, now * 1e-9, scratch);
            expose(scratch);
            model.outputs(reached, scratch);
            double value = quantity.value;
            if (integrator instanceof DormandPrince adaptive) {
                adaptive.proposedS(proposed);
            }
            restore();
            return value;
        } finally {
            inside = false;
        }
    }

    private void keep() {
        for (int i = 0; i < outputs.length; i++) {
            kept[i] = outputs[i].value;
        }
    }

    private void restore() {
        for (int i = 0; i < outputs.length; i++) {
            outputs[i].value = kept[i];
        }
        expose(state);
    }

    void write(Quantity quantity, double value) {
        sync();
        quantity.value = value;
        if (quantity.kind() == Quantity.Kind.STATE) {
            state[quantity.index] = value;
        }
        integrator.restart();
        sync();
        model.drive();
    }

    private void follow(Quantity input, double value) {
        if (input.value != value) {
            sync();
            input.value = value;
            integrator.restart();
            sync();
        }
    }

    private final class Equations implements OdeSystem {
        @Override
        public int dimension() {
            return state.length;
        }

        @Override
        public void derivatives(double timeS, double[] x, double[] rates) {
            model.derivatives(timeS, x, rates);
        }

        @Override
        public int crossingCount() {
            return model.crossingCount();
        }

        @Override
        public void crossings(double timeS, double[] x, double[] values) {
            model.crossings(timeS, x, values);
        }
    }

    private final class Making implements PlantContext {
        private final Map<String, Pin> terminals;
        private final Parameters parameters;
        private final RandomGenerator random;
        private final List<Double> tolerances = new ArrayList<>();
        private long periodNs = DEFAULT_PERIOD_NS;
        private double stepS;

        Making(Map<String, Pin> terminals, Parameters parameters, RandomGenerator random) {
            this.terminals = terminals;
            this.parameters = parameters;
            this.random = random;
        }

        double[] tolerances() {
            return tolerances.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private Quantity add(Quantity quantity) {
            if (quantities.putIfAbsent(quantity.name(), quantity) != null) {
                throw new IllegalArgumentException("must be unique in a plant: quantity " + quantity.name());
            }
            return quantity;
        }

        private Quantity make(
                String name, String unit, String text, Quantity.Kind kind, double[] range, int index, double value) {
            return add(new Quantity(Plant.this, name, unit, text, kind, range[0], range[1], index, value));
        }

        @Override
        public Quantity state(String name, String unit, double initial, double tolerance, String text) {
            tolerances.add(tolerance);
            double[] range = {-Double.MAX_VALUE, Double.MAX_VALUE};
            return make(name, unit, text, Quantity.Kind.STATE, range, tolerances.size() - 1, initial);
        }

        @Override
        public Quantity input(String name, String unit, String terminal, ToDoubleFunction<Net> reading, String text) {
            Pin pin = terminal(terminal);
            double[] range = {0, 0};
            Quantity input = make(name, unit, text, Quantity.Kind.INPUT, range, -1, reading.applyAsDouble(pin.net()));
            pin.onChange(net -> follow(input, reading.applyAsDouble(net)), 0);
            return input;
        }

        @Override
        public Quantity output(String name, String unit, String text) {
            return make(name, unit, text, Quantity.Kind.OUTPUT, new double[2], -1, 0);
        }

        @Override
        public Quantity setting(String name, String unit, double initial, double minimum, double maximum, String text) {
            return make(name, unit, text, Quantity.Kind.SETTING, new double[] {minimum, maximum}, -1, initial);
        }

        @Override
        public Pin terminal(String name) {
            Pin pin = terminals.get(name);
            if (pin == null) {
                throw new IllegalArgumentException("no terminal " + name + "; there are " + terminals.keySet());
            }
            return pin;
        }

        @Override
        public void periodNs(long ns) {
            if (ns <= 0) {
                throw new IllegalArgumentException("must be above 0: periodNs=" + ns);
            }
            periodNs = ns;
        }

        @Override
        public void fixedStep(double seconds) {
            if (!(seconds > 0)) {
                throw new IllegalArgumentException("must be above 0: stepS=" + seconds);
            }
            stepS = seconds;
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }
    }
}
