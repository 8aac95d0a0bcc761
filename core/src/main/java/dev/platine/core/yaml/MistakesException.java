package dev.platine.core.yaml;

import java.util.List;

/** A file cannot be used. Its message has one line for each mistake, in the order of the file. */
public final class MistakesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    /**
     * What is wrong with a file.
     *
     * @param mistakes at least one, in the order of the file
     */
    public MistakesException(List<Mistake> mistakes) {
        super(Mistakes.message(mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /**
     * The mistakes, in the order of the file.
     *
     * @return at least one
     */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /**
     * The first mistake, and how many more there are.
     *
     * @return one line
     */
    public String firstLine() {
        String more = mistakes.size() == 1 ? "" : " (and " + (mistakes.size() - 1) + " more)";
        return mistakes.get(0) + more;
    }
}
