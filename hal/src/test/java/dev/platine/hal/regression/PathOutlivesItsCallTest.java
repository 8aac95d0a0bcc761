package dev.platine.hal.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The block with a device's path could be collected before {@code open} read it: /dev/ptmx was then "no such file". The time
 * between is long in a fresh JVM only, where the first call loads the native library; so the test starts one.
 */
class PathOutlivesItsCallTest {
    /** Opens a pty while the collector never rests and what it frees is written over. */
    static final class Fresh {
        private Fresh() {}

        public static void main(String[] args) throws IOException {
            Thread collector = new Thread(() -> {
                while (true) {
                    System.gc();
                    for (int i = 0; i < 100; i++) {
                        ByteBuffer.allocateDirect(10).putLong(0, -1L);
                    }
                }
            });
            collector.setDaemon(true);
            collector.start();
            Pty.open().close();
            System.exit(0);
        }
    }

    @Test
    void shouldOpenAPtyWhileTheCollectorRuns() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fresh.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
