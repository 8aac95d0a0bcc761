package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Firmware that dies takes its board down and nobody else. */
@Tag("native")
@Isolated // it signals, kills and counts the processes of this JVM's firmware
class IsolationTest {
    private static final long MS = 1_000_000;

    @TempDir
    static Path folder;

    static Path library;

    @BeforeAll
    static void compile() throws IOException {
        library = CCompiler.library(folder, "trial", "trial.c");
    }

    private static void inside(Rack rack, Runnable work) {
        rack.enter();
        try {
            work.run();
        } finally {
            rack.exit();
        }
    }

    private static Rack pair(Path of, Map<String, ?> bad) {
        return Rack.builder()
                .board("bad", TrialBoard.of("impatient", of, bad))
                .board("good", TrialBoard.of("isolated", library, Map.of()))
                .withoutThread()
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "segv, was killed by SIGSEGV (bad address)",
        "abort, was killed by SIGABRT (abort)",
        "divide, was killed by SIGFPE (division by zero)",
        "exit, ended its process with status 3",
        "loop, did not return within 1000 ms and was killed"
    })
    void shouldTellHowItDiedAndWhenAndComeBack(String how, String told) {
        try (Rack rack = pair(library, Map.of("bad", how, "badAt", 5e6))) {
            RackBoard bad = rack.board("bad");
            RackBoard good = rack.board("good");
            rack.advance(20 * MS);
            assertThat(bad.failure())
                    .isEqualTo("board bad has crashed: firmware trial " + told + " (in step 6, 5ms after its boot)");
            assertThat(bad.nets().get("led").driven()).as("its pins let go").isFalse();
            assertThat(good.failure()).isNull();
            long changes = good.nets().get("led").changes();
            rack.advance(20 * MS);
            assertThat(good.nets().get("led").changes())
                    .as("the neighbour lives")
                    .isGreaterThan(changes + 15);
            inside(rack, bad::reset);
            assertThat(bad.failure()).isNull();
            rack.advance(3 * MS);
            assertThat(bad.failure()).isNull();
            assertThat(bad.nets().get("led").driven()).as("running again").isTrue();
        }
    }

    @Test
    void shouldNoticeASignalFromOutside() throws Exception {
        try (Rack rack = pair(library, Map.of())) {
            rack.advance(5 * MS);
            ProcessHandle firmware = descendants("platine-host")
                    .filter(process -> process.parent()
                            .flatMap(parent -> parent.info().command())
                            .filter(command -> command.contains("platine-host"))
                            .isPresent())
                    .min((a, b) -> Long.compare(a.pid(), b.pid()))
                    .orElseThrow();
            assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(firmware.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !firmware.isAlive());
            rack.advance(5 * MS);
            List<String> failures = Stream.of("bad", "good")
                    .map(name -> Optional.ofNullable(rack.board(name).failure()))
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(failures).hasSize(1).first().asString().contains("was killed by SIGSEGV");
        }
    }

    private static Stream<ProcessHandle> descendants(String command) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(name -> name.contains(command))
                        .isPresent());
    }

    @Test
    void shouldComeBackWhenItsWatcherWasKilled() {
        try (Rack rack = pair(library, Map.of())) {
            rack.advance(5 * MS);
            List<ProcessHandle> watchers = descendants("platine-host").toList();
            watchers.forEach(ProcessHandle::destroyForcibly);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> watchers.stream().noneMatch(ProcessHandle::isAlive));
            rack.advance(5 * MS);
            assertThat(rack.board("good").failure()).contains("has lost its process");
            inside(rack, rack.board("good")::reset);
            rack.advance(5 * MS);
            assertThat(rack.board("good").failure()).isNull();
        }
    }

    /** It once took the zero of a fresh shared file for a call, when it looked before the call came, and ended. */
    @Test
    void shouldWaitForItsFirstCallInANewProcessHoweverLateThatComes() throws IOException {
        Path program = new HostProgram(System.getenv()).executable(false);
        try (IsolatedEngine engine = new IsolatedEngine("trial", FirmwareImage.read(library), program, 5_000)) {
            engine.prepare().clear();
            engine.init();
            engine.step(0);
            engine.close();
            FirmwareBlock block = engine.prepare();
            block.clear();
            engine.begin();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> block.memory().getInt(IsolationLayout.CHILD_WAITS) == 1
                            || block.memory().getInt(IsolationLayout.ENDED) == 1);
            assertThat(block.memory().getInt(IsolationLayout.ENDED)).isZero();
        }
    }

    @Test
    void shouldTellWhatASanitizerFound() throws IOException {
        Path sanitized = CCompiler.library(folder, "sanitized", "trial.c", "-fsanitize=address", "-g");
        try (Rack rack = pair(sanitized, Map.of("bad", "asan", "badAt", 5e6))) {
            rack.advance(4 * MS);
            assertThat(rack.board("bad").failure()).isNull();
            rack.advance(20 * MS);
            assertThat(rack.board("bad").failure())
                    .contains("AddressSanitizer: heap-buffer-overflow")
                    .contains("trial.c")
                    .contains("in misbehave");
            inside(rack, rack.board("bad")::reset);
            assertThat(rack.board("bad").failure()).isNull();
        }
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        try (Rack rack = pair(library, Map.of("bad", "abort", "badAt", 2e6))) {
            crashAndReset(rack, 5);
            long files = openFiles();
            long threads = firmwareThreads();
            assertThat(threads).isGreaterThanOrEqualTo(2);
            crashAndReset(rack, 30);
            assertThat(openFiles()).isLessThanOrEqualTo(files + 4);
            assertThat(zombies()).isZero();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (Stream<Path> left = Files.list(Path.of("/dev/shm"))) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("platine-"))
                                .filter(path -> path.getFileName().toString().endsWith(".block"))
                                .filter(IsolationTest::isOld))
                        .isEmpty();
            }
        });
    }

    private static boolean isOld(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis() < System.currentTimeMillis() - 3_000;
        } catch (IOException gone) {
            return false;
        }
    }

    private static void crashAndReset(Rack rack, int times) {
        for (int i = 0; i < times; i++) {
            rack.advance(4 * MS);
            assertThat(rack.board("bad").failure()).contains("SIGABRT");
            inside(rack, () -> {
                rack.board("bad").reset();
                rack.board("good").reset();
            });
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static long firmwareThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("platine-firmware-output"))
                .count();
    }

    private static long zombies() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .map(path -> path.resolve("stat"))
                    .map(IsolationTest::read)
                    .filter(stat -> stat.contains("(platine-")
                            && stat.matches(
                                    "(?s).*\\) Z " + ProcessHandle.current().pid() + " .*"))
                    .count();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void shouldSayWhenThereIsNoCompiler() {
        HostProgram none = new HostProgram(Map.of("PATH", folder.toString(), "HOME", folder.toString()));
        assertThatThrownBy(() -> none.executable(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot isolate firmware: there is no C compiler (cc) on the PATH; install one, or use"
                        + " --no-isolate");
        HostProgram broken = new HostProgram(Map.of("CC", "/bin/false", "HOME", folder.toString()));
        assertThatThrownBy(() -> broken.executable(false))
                .hasMessageContaining("/bin/false does not compile platine_host.c")
                .hasMessageContaining("set CC to another compiler");
    }

    @Test
    void shouldCompileTheHostOnceForItsContent() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "XDG_CACHE_HOME", cache.toString());
        Path program = new HostProgram(environment).executable(false);
        var made = Files.getLastModifiedTime(program);
        assertThat(new HostProgram(environment).executable(false)).isEqualTo(program);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(made);
        assertThat(new HostProgram(environment).executable(true)).isNotEqualTo(program);
        try (Stream<Path> files = Files.list(cache.resolve("platine"))) {
            assertThat(files).hasSize(2);
        }
    }
}
