package dev.platine.sim.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One part on a board. Inside the rack only.
 *
 * <p>Parts live from the rack's beginning to its end: neither a reset nor a power cycle changes what hands or wear did to them.
 */
public abstract class Part {
    private final String name;
    private final PartType type;
    private final Map<String, DoubleSupplier> observables = new LinkedHashMap<>();

    /**
     * A part.
     *
     * @param context what it stands in
     */
    protected Part(PartContext context) {
        this.name = context.name();
        this.type = context.type();
    }

    /**
     * The part's name.
     *
     * @return its name on the board
     */
    public final String name() {
        return name;
    }

    /**
     * The part's kind.
     *
     * @return the type
     */
    public final PartType type() {
        return type;
    }

    /**
     * What hands can do to it.
     *
     * @return every action
     */
    public final List<ActionSpec> actions() {
        return type.actions();
    }

    /**
     * Does something to the part, now.
     *
     * @param action name of one of {@link #actions()}
     * @param value its value, or null for none
     * @throws OperateException when the part does not take that; nothing happened then
     */
    public final void operate(String action, @Nullable Double value) {
        check(action, value);
        act(action, value == null ? 0 : value);
    }

    /**
     * Whether a hand could do that, without doing it.
     *
     * @param action such as {@code press}
     * @param value for actions that take one, else null
     * @throws OperateException when {@link #operate} would refuse it
     */
    public final void check(String action, @Nullable Double value) {
        for (ActionSpec spec : type.actions()) {
            if (spec.name().equals(action)) {
                check(spec, value);
                return;
            }
        }
        throw new OperateException(
                OperateException.Reason.UNKNOWN_ACTION,
                "part " + name + " has no action " + action + "; it has "
                        + (type.actions().isEmpty()
                                ? "none"
                                : type.actions().stream().map(ActionSpec::name).toList()));
    }

    private void check(ActionSpec spec, @Nullable Double value) {
        String what = name + " " + spec.name();
        if (spec.valued() && value == null) {
            throw new OperateException(OperateException.Reason.VALUE_MISSING, "needs a value: " + what);
        }
        if (!spec.valued() && value != null) {
            throw new OperateException(OperateException.Reason.VALUE_NOT_TAKEN, "takes no value: " + what);
        }
        if (value != null && !(value >= spec.minimum() && value <= spec.maximum())) {
            throw new OperateException(
                    OperateException.Reason.OUT_OF_RANGE,
                    "must be " + spec.minimum() + " to " + spec.maximum() + " " + spec.unit() + ": " + what + "="
                            + value);
        }
    }

    /**
     * Does an action, which has been checked.
     *
     * @param action its name
     * @param value its value, 0 when it takes none
     */
    protected void act(String action, double value) {}

    /**
     * The board's power was switched.
     *
     * @param on true when it is there
     */
    public void power(boolean on) {}

    /**
     * Makes something of the part observable.
     *
     * @param observable its name, such as {@code lit}
     * @param value gives it; flags are 0 and 1
     */
    protected final void observe(String observable, DoubleSupplier value) {
        observables.put(observable, value);
    }

    /**
     * What can be seen of the part.
     *
     * @return the names, in order
     */
    public final List<String> observables() {
        return List.copyOf(observables.keySet());
    }

    /**
     * Looks at the part.
     *
     * @param observable one of {@link #observables()}
     * @return its value now; flags are 0 and 1
     * @throws IllegalArgumentException when there is none of that name
     */
    public final double look(String observable) {
        DoubleSupplier value = observables.get(observable);
        if (value == null) {
            throw new IllegalArgumentException(
                    "part " + name + " shows no " + observable + "; it shows " + observables());
        }
        return value.getAsDouble();
    }

    /**
     * Looks at everything of the part.
     *
     * @return values by name, in order
     */
    public final Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>();
        observables.forEach((observable, value) -> state.put(observable, value.getAsDouble()));
        return Collections.unmodifiableMap(state);
    }

    static double flag(boolean on) {
        return on ? 1 : 0;
    }
}
