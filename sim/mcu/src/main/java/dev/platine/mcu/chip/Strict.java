package dev.platine.mcu.chip;

import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.register.TouchLog;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run at the first touch of something that the chip does not model: {@link Chip#run} returns behind that instruction, and
 * {@link #violation} has the line to print. The chip itself could go on. Used on the simulation's thread only.
 */
public final class Strict {
    /** What ends a run unless the caller says otherwise: everything whose effect here may not be the real chip's. */
    public static final Set<TruthReport.Reason> NOT_MODELLED =
            Set.of(TruthReport.Reason.KNOWN, TruthReport.Reason.RESERVED);

    private final Chip chip;
    private final IntFunction<String> function;
    private final Set<TruthReport.Reason> ending;
    private final RegisterNames names;
    private @Nullable String violation;

    private Strict(Chip chip, IntFunction<String> function, Set<TruthReport.Reason> ending) {
        this.chip = chip;
        this.function = function;
        this.ending = EnumSet.copyOf(ending);
        names = new RegisterNames(chip);
    }

    /**
     * Watches a chip from now on; what was touched before does not count again.
     *
     * @param chip which
     * @param function says where an address is in the program; empty if nowhere
     * @param ending the classes that end the run, at least one; {@link #NOT_MODELLED}
     * @return the watch
     * @throws IllegalArgumentException if no class is given
     */
    public static Strict watch(Chip chip, IntFunction<String> function, Set<TruthReport.Reason> ending) {
        if (ending.isEmpty()) {
            throw new IllegalArgumentException("must be at least one: ending=" + ending);
        }
        Strict strict = new Strict(chip, function, ending);
        chip.touches().listen(strict::touched);
        return strict;
    }

    /**
     * Watches a chip from now on for what is not modelled.
     *
     * @param chip which
     * @param symbols of its program
     * @return the watch
     */
    public static Strict watch(Chip chip, Symbols symbols) {
        return watch(chip, TruthReport.functions(symbols), NOT_MODELLED);
    }

    private void touched(TouchLog.Touch touch) {
        if (violation != null) {
            return;
        }
        for (RegisterNames.Named named : names.of(touch)) {
            if (ending.contains(named.reason())) {
                TruthReport.Row row = TruthReport.row(touch, named, function);
                violation = row.text() + ": " + row.reason().words()
                        + (row.advice().isEmpty() ? "; leave it out, or run without --strict" : "");
                chip.leave();
                return;
            }
        }
    }

    /**
     * What ended the run.
     *
     * @return one line: what, where, what to do; null while nothing did
     */
    public @Nullable String violation() {
        return violation;
    }
}
