package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Classes of code that is no more go: firmware that rewrites its RAM code for a long time stays within a fixed metaspace. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RewritingTest {
    private static final String METASPACE = "24m";
    private static final Pattern DONE = Pattern.compile("made (\\d+) unloaded (\\d+) rewritten (\\d+) kept (\\d+)");

    @TempDir
    Path folder;

    private String output(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=" + METASPACE,
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                Rewriting.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES))
                    .as("it came to its end")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private void staysWithin(int classes) throws IOException, InterruptedException {
        String output = output(Integer.toString(classes));
        Matcher done = DONE.matcher(output);
        assertThat(done.find()).as(output).isTrue();
        assertThat(Integer.parseInt(done.group(1))).isGreaterThanOrEqualTo(classes);
        assertThat(Integer.parseInt(done.group(2))).as(output).isGreaterThan(classes * 9 / 10);
    }

    @Test
    void shouldStayWithinAFixedMetaspace() throws IOException, InterruptedException {
        staysWithin(12_000);
    }

    /** As many classes as fill the space many times over. */
    @Test
    @Tag("proof")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldStayWithinAFixedMetaspaceForLong() throws IOException, InterruptedException {
        staysWithin(60_000);
    }

    /** The space is small enough to tell: the same run ends early if what it made is held. */
    @Test
    void shouldNotHaveRoomForClassesThatStay() throws IOException, InterruptedException {
        assertThat(output("12000", "keep")).contains("OutOfMemoryError").doesNotContain("made 12");
    }
}
