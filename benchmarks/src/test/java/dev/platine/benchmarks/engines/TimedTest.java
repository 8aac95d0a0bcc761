package dev.platine.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedTest {
    private static void assumeBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    }

    @Test
    void shouldTellTimesAndBothOutputs() throws IOException {
        assumeBash();
        Timed timed = Timed.run(List.of("bash", "-c", "echo 'a b'; echo c >&2"));
        assertThat(timed.text().lines()).containsExactly("a b", "c");
        assertThat(timed.wallSeconds()).isGreaterThanOrEqualTo(0);
        assertThat(timed.cpuSeconds()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void shouldCountTheProcessorsTimeOfTheProcess() throws IOException {
        assumeBash();
        Timed timed = Timed.run(List.of("bash", "-c", "for ((i = 0; i < 200000; i++)); do :; done"));
        assertThat(timed.cpuSeconds()).isPositive();
    }

    @Test
    void shouldFailWithTheLastWordsOfWhoFails() {
        assumeBash();
        assertThatThrownBy(() -> Timed.run(List.of("bash", "-c", "echo broken; exit 3")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("ended with code 3")
                .hasMessageContaining("broken");
    }

    @Test
    void shouldEndWhoDoesNotEnd() {
        assumeBash();
        assertThatThrownBy(() -> Timed.run(List.of("bash", "-c", "sleep 300; echo late"), 1))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("has not ended within 1 s: ");
    }

    @Test
    void shouldFailWithoutASum() {
        assertThatThrownBy(() -> Sum.in("a fault\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the program has not told its sum: a fault");
        assertThat(Sum.in("x\nsum 0123abcd ticks 0000001f\ny")).isEqualTo(new Sum("0123abcd", 31));
    }
}
