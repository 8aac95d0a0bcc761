package dev.platine.mcu.chip;

import dev.platine.mcu.register.Field;
import dev.platine.mcu.register.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in short: {@code FACT0 to FACT27}. */
final class FieldLists {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)(\\D*)");

    private FieldLists() {}

    static String of(Register register, boolean modelled) {
        return names(register.fields().stream()
                .filter(field -> field.modelled() == modelled && !field.accepted())
                .map(Field::name)
                .toList());
    }

    static String accepted(Register register) {
        return names(register.fields().stream()
                .filter(Field::accepted)
                .map(Field::name)
                .toList());
    }

    /** Joins names whose numbers follow each other, upwards or downwards, three or more. */
    static String names(List<String> names) {
        List<String> joined = new ArrayList<>();
        int at = 0;
        while (at < names.size()) {
            int end = at + 1;
            while (end < names.size() && step(names.get(end - 1), names.get(end)) == step(names, at)) {
                end++;
            }
            boolean run = end - at >= 3 && step(names, at) != 0;
            joined.add(run ? names.get(at) + " to " + names.get(end - 1) : names.get(at));
            at = run ? end : at + 1;
        }
        return String.join(", ", joined);
    }

    private static int step(List<String> names, int at) {
        return at + 1 < names.size() ? step(names.get(at), names.get(at + 1)) : 0;
    }

    /** 1 or -1 for neighbours, else 0. */
    private static int step(String a, String b) {
        Matcher first = NUMBERED.matcher(a);
        Matcher second = NUMBERED.matcher(b);
        boolean alike = first.matches()
                && second.matches()
                && first.group(1).equals(second.group(1))
                && first.group(3).equals(second.group(3));
        int difference = alike ? Integer.parseInt(second.group(2)) - Integer.parseInt(first.group(2)) : 0;
        return Math.abs(difference) == 1 ? difference : 0;
    }

    /** {@code 31:16, 7}. */
    static String bits(int mask) {
        List<String> ranges = new ArrayList<>();
        int high = 31;
        while (high >= 0) {
            int low = high;
            if ((mask >>> high & 1) != 0) {
                while (low > 0 && (mask >>> (low - 1) & 1) != 0) {
                    low--;
                }
                ranges.add(low == high ? "" + low : high + ":" + low);
            }
            high = low - 1;
        }
        return String.join(", ", ranges);
    }
}
