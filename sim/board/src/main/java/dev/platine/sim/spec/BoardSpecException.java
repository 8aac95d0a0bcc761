package dev.platine.sim.spec;

import dev.platine.core.yaml.Mistake;
import dev.platine.core.yaml.Mistakes;
import java.util.List;

/** A {@code board.yaml} cannot be used. Its message has one line for each mistake, in the order of the file. */
public final class BoardSpecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How many mistakes are told at once. */
    public static final int MAX_MISTAKES = Mistakes.MAX_TOLD;

    private final transient List<Mistake> mistakes;

    BoardSpecException(List<Mistake> all) {
        super(Mistakes.message(all));
        mistakes = all.stream().limit(MAX_MISTAKES).toList();
    }

    /**
     * The mistakes, in the order of the file.
     *
     * @return at least one, at most {@value #MAX_MISTAKES}
     */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
