package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serial line that somebody else made: two pseudo terminals joined by socat. */
@Tag("native")
class SocatLineTest {
    private static Process socat(Path left, Path right) throws IOException {
        return new ProcessBuilder("socat", "-d", "-d", "pty,raw,echo=0,link=" + left, "pty,raw,echo=0,link=" + right)
                .redirectErrorStream(true)
                .start();
    }

    private static boolean installed() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("socat", "-V")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldCarryBytesBetweenTwoLinesAndNoticeTheEnd(@TempDir Path folder) throws Exception {
        assumeTrue(installed(), "socat is not installed");
        Path left = folder.resolve("left");
        Path right = folder.resolve("right");
        Process socat = socat(left, right);
        try {
            BufferedReader log =
                    new BufferedReader(new InputStreamReader(socat.getInputStream(), StandardCharsets.UTF_8));
            for (String line = log.readLine(); !line.contains("starting data transfer"); ) {
                line = log.readLine();
            }
            try (Link a = Links.open(URI.create("serial://" + left + "?baud=1000000"), LinkContract.in(1000));
                    Link b = Links.open(URI.create("serial://" + right + "?baud=1000000"), LinkContract.in(1000))) {
                byte[] sent = new byte[1000];
                new Random(5).nextBytes(sent);
                assertThat(a.write(sent, 0, 1000, LinkContract.in(5000))).isEqualTo(Link.OK);
                byte[] got = new byte[1000];
                for (int done = 0; done < 1000; ) {
                    int count = b.read(got, done, 1000 - done, LinkContract.in(5000));
                    assertThat(count).isPositive();
                    done += count;
                }
                assertThat(got).isEqualTo(sent);
                socat.destroy();
                assertThat(b.read(got, 0, 1000, LinkContract.in(5000))).isEqualTo(Link.LOST);
                assertThat(b.lossReason()).startsWith("unplugged");
            }
        } finally {
            socat.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }
}
