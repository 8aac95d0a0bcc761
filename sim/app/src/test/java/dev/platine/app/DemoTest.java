package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Distribution;
import dev.platine.hal.LoopEnd;
import dev.platine.hal.LoopReport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoTest {
    @Test
    @Tag("slow")
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void shouldControlAChargingSessionOverASocket() {
        Cli.Result result = Cli.run("demo", "--speed", "20");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("connected: WB-32", "fault: residual current, AC", "11 of 11 checks hold");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shouldFailTheChecksOfASessionThatDidNotHappen() {
        LoopReport nothing =
                new LoopReport(0, 0, 0, 0, 0, 0, 0, 0, LoopEnd.STOPPED, false, Distribution.NONE, Distribution.NONE);
        DemoReport report = new DemoReport(new SessionBook(), nothing, Duration.ofSeconds(1), Duration.ofMinutes(6));

        assertThat(report.holds()).isFalse();
        assertThat(report.lines(Cli.piped().context().console()))
                .contains("  NOT: the session ran to its end", "  NOT: charging went on after the reset");
    }

    @Test
    void shouldNoticeAVehicleThatTakesMoreThanOffered() {
        SessionBook book = new SessionBook();
        for (int second = 1; second <= 8; second++) {
            book.note(view(second, 10, 16), 1);
        }

        assertThat(book.keptToOffer()).isFalse();
        assertThat(book.longestAboveOfferS()).isEqualTo(8);
        assertThat(book.peakA()).isEqualTo(16);
    }

    @Test
    void shouldMeasureHowLongTheContactorTook() {
        SessionBook book = new SessionBook();
        book.note(residual(1_000, 0, true, false), 0);
        book.note(residual(1_010, 40, true, false), 0.01);
        book.note(residual(1_090, 40, true, false), 0.08);
        book.note(residual(1_120, 0, false, true), 0.03);

        assertThat(book.faulted()).isTrue();
        assertThat(book.openedAfterAtLeastNs()).isEqualTo(80_000_000);
        assertThat(book.openedAfterAtMostNs()).isEqualTo(110_000_000);
        assertThat(book.chargedAgainAfterNs()).isEqualTo(-1);
    }

    private static SessionView view(int second, double offeredA, double currentA) {
        return new SessionView(
                second * 1_000_000_000L, 'C', offeredA, currentA, 0, 0, true, true, false, 0, 1, GridSignal.at(second));
    }

    private static SessionView residual(long milliseconds, double residualMa, boolean closed, boolean fault) {
        return new SessionView(
                milliseconds * 1_000_000, 'C', 16, 16, 0, residualMa, closed, closed, fault, 0, 1, GridSignal.at(1));
    }
}
