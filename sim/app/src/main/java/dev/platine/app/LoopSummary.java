package dev.platine.app;

import dev.platine.core.time.Durations;
import dev.platine.hal.Distribution;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.LoopReport;
import dev.platine.hal.OverrunPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a loop went, for people and for programs. */
record LoopSummary(LoopReport report, LinkStatistics link, Duration period, OverrunPolicy overrun) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(report.cycles() + " cycles of " + Durations.format(period.toNanos()) + ", " + report.missed()
                + " missed ("
                + percent() + "), " + report.deadlines() + " without reply in time, " + report.lost()
                + " without link, "
                + report.refused() + " refused; ended: "
                + report.end().name().toLowerCase(Locale.ROOT));
        if (report.resumed() > 0 || report.expired() > 0) {
            lines.add("link resumed " + report.resumed() + " times, set-points had expired " + report.expired()
                    + " times");
        }
        Table table = new Table("", ">p50", ">p90", ">p99", ">p99.9", ">max");
        row(table, "round trip", report.latency());
        row(table, "jitter", report.jitter());
        lines.addAll(table.lines());
        return lines;
    }

    private String percent() {
        // Those without a reply in time ran; the others that missed were skipped, unless they were caught up with.
        long skipped = overrun == OverrunPolicy.CATCH_UP ? 0 : report.missed() - report.deadlines();
        long due = report.cycles() + skipped;
        double part = due == 0 ? 0 : 100.0 * report.missed() / due;
        return String.format(Locale.ROOT, "%.3f %%", part);
    }

    private static void row(Table table, String name, Distribution d) {
        table.row(name, time(d.p50Ns()), time(d.p90Ns()), time(d.p99Ns()), time(d.p999Ns()), time(d.maxNs()));
    }

    private static String time(long ns) {
        return String.format(Locale.ROOT, "%.1f us", ns / 1e3);
    }

    /** Names in snake case, the unit last. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("period_ns", period.toNanos());
        json.put("cycles", report.cycles());
        json.put("ok", report.ok());
        json.put("missed", report.missed());
        json.put("deadlines", report.deadlines());
        json.put("lost", report.lost());
        json.put("resumed", report.resumed());
        json.put("refused", report.refused());
        json.put("expired", report.expired());
        json.put("end", report.end().name().toLowerCase(Locale.ROOT));
        json.put("made_safe", report.madeSafe());
        put(json, "", report.latency());
        put(json, "jitter_", report.jitter());
        json.put("frames_sent", link.framesSent());
        json.put("frames_received", link.framesReceived());
        json.put("bad_crc", link.badCrc());
        json.put("late_replies", link.lateReplies());
        json.put("reconnects", link.reconnects());
        return json;
    }

    private static void put(Map<String, Object> json, String prefix, Distribution d) {
        json.put(prefix + "mean_ns", Math.round(d.meanNs()));
        json.put(prefix + "p50_ns", d.p50Ns());
        json.put(prefix + "p90_ns", d.p90Ns());
        json.put(prefix + "p99_ns", d.p99Ns());
        json.put(prefix + "p999_ns", d.p999Ns());
        json.put(prefix + "max_ns", d.maxNs());
    }
}
