package dev.platine.app;

import dev.platine.core.time.Durations;
import dev.platine.hal.LoopReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's summary, and whether the session was as it must be. */
record DemoReport(SessionBook book, LoopReport loop, Duration wall, Duration session) {
    private static final long TRIP_NS = 300_000_000;

    private record Check(boolean holds, String text) {}

    private List<Check> checks() {
        SessionView end = book.last();
        long atLeastNs = book.openedAfterAtLeastNs();
        double differenceWh = Math.abs(end.energyWh() - book.integratedWh());
        return List.of(
                new Check(end.boardTimeNs() >= session.toNanos(), "the session ran to its end"),
                new Check(book.sawAll("ABC"), "the vehicle was seen in the states A, B and C"),
                new Check(book.peakA() > 20, "the vehicle charged with more than 20 A when it was cheap"),
                new Check(book.keptToOffer(), "it followed every lower offer within 5 s"),
                new Check(book.faulted(), "the residual current was seen as a fault"),
                new Check(atLeastNs >= 0 && atLeastNs <= TRIP_NS, "the contactor opened within 300 ms of it"),
                new Check(book.chargedAgainAfterNs() >= 0, "charging went on after the reset"),
                new Check(end.sessions() >= 2, "the board counted its sessions"),
                new Check(
                        end.energyWh() > 0 && differenceWh <= 2 + 0.02 * end.energyWh(),
                        "the board's meter and the host's own sum of power agree within 2 %"),
                new Check(
                        end.state() == 'A' && !end.contactorClosed() && !end.fault(),
                        "at the end the vehicle is gone, the contactor open, no fault left"),
                new Check(loop.lost() == 0 && loop.refused() == 0, "no cycle was without link or refused"));
    }

    boolean holds() {
        return checks().stream().allMatch(Check::holds);
    }

    List<String> lines(Console console) {
        List<Check> checks = checks();
        long held = checks.stream().filter(Check::holds).count();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "Session of %s in %.1f s", Durations.format(session.toNanos()), wall.toNanos() / 1e9));
        lines.add(String.format(
                Locale.ROOT,
                "  energy        %.2f kWh by the board's meter, %.2f by the host's own sum",
                book.last().energyWh() / 1e3,
                book.integratedWh() / 1e3));
        lines.add(String.format(Locale.ROOT, "  peak current  %.1f A a phase", book.peakA()));
        lines.add("  states seen   " + String.join(" ", book.states().split("")));
        lines.add("  fault         " + fault());
        lines.add(String.format(
                Locale.ROOT,
                "  control loop  %d cycles of 1 ms, %d missed; round trip p50 %.0f us, p99 %.0f us, p99.9 %.0f us",
                loop.cycles(),
                loop.missed(),
                loop.latency().p50Ns() / 1e3,
                loop.latency().p99Ns() / 1e3,
                loop.latency().p999Ns() / 1e3));
        for (Check check : checks) {
            if (!check.holds()) {
                lines.add(console.paint(Console.Ink.BAD, "  NOT: " + check.text()));
            }
        }
        String verdict = held + " of " + checks.size() + " checks hold";
        lines.add(console.paint(holds() ? Console.Ink.GOOD : Console.Ink.BAD, verdict));
        return lines;
    }

    private String fault() {
        if (book.openedAfterAtMostNs() < 0) {
            return "none was handled";
        }
        String opened = "residual current: contactor open after " + milliseconds(book.openedAfterAtMostNs());
        return book.chargedAgainAfterNs() < 0
                ? opened + ", not charging again"
                : opened + ", charging again " + String.format(Locale.ROOT, "%.0f s", book.chargedAgainAfterNs() / 1e9)
                        + " later";
    }

    private static String milliseconds(long ns) {
        return Math.round(ns / 1e6) + " ms";
    }
}
