package dev.platine.app;

import dev.platine.core.yaml.Nearest;
import java.util.List;

/** The names of a rack's boards, and how options say which one they mean. Immutable. */
record BoardNames(List<String> names) {
    /** An option's value, and the board that it is for; null if it names none. */
    record Meant(@org.jspecify.annotations.Nullable String board, String rest) {}

    BoardNames {
        names = List.copyOf(names);
    }

    boolean several() {
        return names.size() > 1;
    }

    /** Splits {@code BOARD/REST}; what has no slash is all rest. */
    Meant split(String option, String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Meant(null, text);
        }
        return new Meant(known(option, text.substring(0, slash)), text.substring(slash + 1));
    }

    /**
     * Splits {@code BOARD/REST}, where BOARD may be left out if there is only one.
     *
     * @throws Failure if there are several, or none of the name
     */
    Meant one(String option, String text) {
        Meant meant = split(option, text);
        if (meant.board() != null) {
            return meant;
        }
        if (several()) {
            throw new Failure(
                    Exit.USAGE,
                    option + " " + text + ": there are several boards; say whose, such as " + option + " "
                            + names.get(0) + "/" + text);
        }
        return new Meant(names.get(0), text);
    }

    /** The name, if there is such a board. */
    String known(String option, String name) {
        if (!names.contains(name)) {
            throw new Failure(
                    Exit.USAGE,
                    option + ": no board '" + name + "'" + Nearest.hint(name, names) + "; there are "
                            + String.join(", ", names));
        }
        return name;
    }
}
