package dev.platine.sim.plant;

/**
 * A named number of a plant: a state, an input, an output, or a setting that hands on the bench may turn.
 *
 * <p>Inside the rack only. Reading has no effect: the plant is worked out up to now on the side. Setting is an event of its
 * own: the plant is integrated up to now, then changed.
 */
public final class Quantity {
    /** What a quantity is in its plant. */
    public enum Kind {
        /** Follows the differential equations. */
        STATE,
        /** Follows a net. */
        INPUT,
        /** Follows from states, inputs and settings. */
        OUTPUT,
        /** Stays until somebody sets it. */
        SETTING
    }

    private final Plant plant;
    private final String name;
    private final String unit;
    private final String text;
    private final Kind kind;
    private final double minimum;
    private final double maximum;
    final int index;
    double value;

    Quantity(
            Plant plant,
            String name,
            String unit,
            String text,
            Kind kind,
            double minimum,
            double maximum,
            int index,
            double value) {
        this.plant = plant;
        this.name = name;
        this.unit = unit;
        this.text = text;
        this.kind = kind;
        this.minimum = minimum;
        this.maximum = maximum;
        this.index = index;
        this.value = value;
    }

    /**
     * The quantity's name.
     *
     * @return its name in the plant
     */
    public String name() {
        return name;
    }

    /**
     * The quantity's unit.
     *
     * @return UCUM code, empty for a bare number
     */
    public String unit() {
        return unit;
    }

    /**
     * What the quantity means.
     *
     * @return a few words for people
     */
    public String text() {
        return text;
    }

    /**
     * What it is in its plant.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Tells whether {@link #set} is allowed.
     *
     * @return true for states and settings
     */
    public boolean writable() {
        return kind == Kind.STATE || kind == Kind.SETTING;
    }

    /**
     * The value at this instant. Inside the plant's own functions: the value that they are worked out with.
     *
     * @return in the quantity's unit
     */
    public double value() {
        return plant.read(this);
    }

    /**
     * Sets a state or a setting, now.
     *
     * @param newValue in the quantity's unit
     * @throws IllegalArgumentException when the quantity is not writable, or the value is out of range or not a number
     */
    public void set(double newValue) {
        if (!writable()) {
            throw new IllegalArgumentException("must be a state or a setting: " + name + " is an " + kind);
        }
        if (!(newValue >= minimum && newValue <= maximum)) {
            throw new IllegalArgumentException(
                    "must be " + minimum + " to " + maximum + " " + unit + ": " + name + "=" + newValue);
        }
        plant.write(this, newValue);
    }

    /**
     * The plant's own functions set an output, or a setting that a crossing changes. No check, no event.
     *
     * @param newValue in the quantity's unit
     */
    public void put(double newValue) {
        value = newValue;
    }

    @Override
    public String toString() {
        return name + "=" + value + " " + unit;
    }
}
