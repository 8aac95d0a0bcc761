package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkLossTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Simulation start(String uri) {
        Simulation simulation = Simulation.start(List.of("ev-charger"), 1, 1, List.of(uri));
        simulation.run(1);
        return simulation;
    }

    @Test
    void shouldTellWhenTheServerIsGoneAndResumeWhenItIsBack(@TempDir Path folder) throws Exception {
        String uri = "unix://" + folder.resolve("board.sock");
        Cli cli = Cli.onTerminal();
        CompletableFuture<Cli.Result> loop;
        try (Simulation first = start(uri)) {
            loop = CompletableFuture.supplyAsync(() -> cli.execute(
                    "loop", first.uris().get(0), "--period", "10ms", "--for", "5min", "--deadline", "1s", "--json"));
            await().atMost(PATIENCE).until(() -> cli.printed().contains(" cycles, "));
        }
        await().atMost(PATIENCE).until(() -> cli.complained().contains("link lost at cycle"));
        try (Simulation second = start(uri)) {
            await().atMost(PATIENCE).until(() -> cli.complained().contains("link resumed at cycle"));
            cli.stop().ask();
            Cli.Result result = loop.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(second.uris()).containsExactly(uri);
            assertThat(result.exit()).isEqualTo(Exit.LINK);
            assertThat(result.err())
                    .containsPattern("platine: link lost at cycle \\d+: .*; reported after [\\d.]+(ns|us|ms)")
                    .contains("cycles were without a link");
            assertThat(result.out()).contains("\"resumed\" : 1", "\"end\" : \"stopped\"");
        }
    }
}
