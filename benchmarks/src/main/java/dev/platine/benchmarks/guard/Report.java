package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.guard.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The guard's table, in sections, and its sum. One thread. */
public final class Report {
    private final StringBuilder text = new StringBuilder();
    private final List<Finding> failed = new ArrayList<>();
    private final List<Finding> missed = new ArrayList<>();
    private int gated;

    /**
     * Adds a section.
     *
     * @param title one line, says what the figure column is
     * @param findings its lines
     */
    public void section(String title, List<Finding> findings) {
        text.append(String.format(Locale.ROOT, "%n%s%n", title));
        row("", "p50 us", "p99 us", "figure", "limit", "target", "verdict", "spread");
        for (Finding finding : findings) {
            add(finding);
        }
    }

    private void add(Finding finding) {
        Limit limit = finding.limit();
        String bound = limit == null ? "" : limit.bound().sign() + " ";
        gated += limit == null ? 0 : 1;
        if (finding.verdict() == Verdict.FAIL) {
            failed.add(finding);
        } else if (!finding.onTarget()) {
            missed.add(finding);
        }
        row(
                finding.what(),
                number(finding.p50Us()),
                number(finding.p99Us()),
                number(finding.figure().median()),
                limit == null ? "" : bound + number(limit.value()),
                limit == null ? "" : bound + number(limit.target()),
                finding.verdict() == Verdict.SHOWN ? "" : finding.verdict().name() + (finding.onTarget() ? "" : "*"),
                number(finding.figure().min()) + " .. "
                        + number(finding.figure().max()));
    }

    private void row(Object... cells) {
        text.append(String.format(Locale.ROOT, "%-46s %9s %9s %10s %10s %10s  %-7s %s%n", cells));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }

    /**
     * Whether every gated figure passed, and there was one.
     *
     * @return false when the guard has to fail
     */
    public boolean passed() {
        return failed.isEmpty() && gated > 0;
    }

    /**
     * The whole report.
     *
     * @return lines for people
     */
    public String text() {
        StringBuilder all = new StringBuilder(text).append(System.lineSeparator());
        for (Finding finding : failed) {
            all.append("FAIL ").append(sentence(finding));
        }
        for (Finding finding : missed) {
            all.append("*    ").append(sentence(finding));
        }
        all.append(passed() ? "guard: passed, " : "guard: FAILED, ");
        all.append(gated - failed.size()).append(" of ").append(gated).append(" limits held");
        return all.append(System.lineSeparator()).toString();
    }

    private static String sentence(Finding finding) {
        Limit limit = java.util.Objects.requireNonNull(finding.limit());
        return String.format(
                Locale.ROOT,
                "%s: %s, has to be %s %s, wanted %s%n",
                finding.what(),
                number(finding.figure().median()),
                limit.bound().sign(),
                number(limit.value()),
                number(limit.target()));
    }
}
