package dev.platine.sim.spec;

import java.util.List;

/** A {@code board.yaml} cannot be used. Its message has one line for each mistake, in the order of the file. */
public final class BoardSpecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How many mistakes are told at once. */
    public static final int MAX_MISTAKES = 20;

    private final transient List<Mistake> mistakes;

    BoardSpecException(List<Mistake> all) {
        super(message(all));
        mistakes = all.stream().limit(MAX_MISTAKES).toList();
    }

    private static String message(List<Mistake> all) {
        StringBuilder text = new StringBuilder();
        for (Mistake mistake : all.subList(0, Math.min(MAX_MISTAKES, all.size()))) {
            text.append(text.isEmpty() ? "" : "\n").append(mistake);
        }
        if (all.size() > MAX_MISTAKES) {
            text.append("\nand ").append(all.size() - MAX_MISTAKES).append(" more");
        }
        return text.toString();
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
