package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries log is told in one line, or not at all. */
@ResourceLock(Resources.SYSTEM_ERR)
class QuietLoggingTest {
    private static String told(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldTellWarningsInOneLine() {
        Logger logger = new LineLogger("io.netty.channel.Loop", false);

        assertThat(told(() -> logger.warn("an odd {} of {}", 1, "two", new IllegalStateException("why"))))
                .isEqualTo("platine: WARN Loop: an odd 1 of two" + System.lineSeparator());
        assertThat(told(() -> logger.error("plain"))).isEqualTo("platine: ERROR Loop: plain" + System.lineSeparator());
        assertThat(told(() -> {
                    logger.info("nobody asked");
                    logger.debug("nobody asked");
                }))
                .isEmpty();
    }

    @Test
    void shouldTellEverythingWhileDebugging() {
        Logger logger = new LineLogger("io.netty.channel.Loop", true);

        assertThat(told(() -> logger.debug("an odd {}", 1, new IllegalStateException("why"))))
                .matches(
                        "(?s)platine: \\d\\d:\\d\\d\\S* DEBUG io\\.netty\\.channel\\.Loop \\[.*\\] an odd 1\\R.*why.*at .*");
        assertThat(told(() -> logger.trace("too much"))).isEmpty();
    }

    @Test
    void shouldBeWhatSlf4jFinds() {
        assertThat(LoggerFactory.getLogger("a.B"))
                .isInstanceOf(LineLogger.class)
                .isSameAs(LoggerFactory.getLogger("a.B"));
    }
}
