package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Firmware that the repository keeps as ELF files, so that tests run without the cross compiler, is what its sources make: each folder's
 * {@code build FOLDER} makes it again, to the byte. {@code build} alone renews what is kept.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KeptFirmwareTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** A folder with ELF files and a toolchain.txt, and the script that makes them. */
    enum Kept {
        PROCESSOR("sim/mcu/src/test/resources/dev/platine/mcu/engine", "sim/mcu/src/test/firmware/build"),
        TRUST("sim/mcu/src/test/resources/dev/platine/mcu/trust", "sim/mcu/src/test/firmware/trust/build"),
        GUESTS("sim/mcu/src/test/resources/dev/platine/mcu/guest", "sim/mcu/src/test/firmware/guest/build"),
        BENCHMARKS(
                "benchmarks/src/main/resources/dev/platine/benchmarks/engines", "benchmarks/src/main/firmware/build"),
        COMMAND("sim/app/src/test/resources/dev/platine/app", "sim/app/src/test/firmware/build"),
        CHARGER("sim/boards/src/test/resources/firmware", "sim/boards/src/test/firmware/build");

        private final Path folder;
        private final Path script;

        Kept(String folder, String script) {
            this.folder = ROOT.resolve(folder);
            this.script = ROOT.resolve(script);
        }
    }

    @TempDir
    Path built;

    /** All ELF files below a folder, without what builds leave. */
    private static List<Path> elves(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean left = directory.endsWith("target") || directory.endsWith(".git");
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".elf")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    @Test
    void shouldKnowTheSourcesOfEachElfThatIsKept() throws IOException {
        List<Path> folders = Stream.of(Kept.values()).map(kept -> kept.folder).toList();
        // not the root itself, where people build as the READMEs say
        for (String module : List.of("core", "hal", "sim", "benchmarks")) {
            for (Path elf : elves(ROOT.resolve(module))) {
                assertThat(folders)
                        .as(elf + " is made by no script that this test knows")
                        .contains(elf.getParent());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("native")
    void shouldBuildWhatIsKept(Kept kept) throws Exception {
        assumeTools(kept);
        Path log = built.resolve("log");
        Process build = new ProcessBuilder("bash", kept.script.toString(), built.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!build.waitFor(5, TimeUnit.MINUTES)) {
            build.destroyForcibly();
        }
        assertThat(build.waitFor()).as(Files.readString(log)).isZero();
        String keptBy = Files.readString(kept.folder.resolve("toolchain.txt")).strip();
        String builtBy = Files.readString(built.resolve("toolchain.txt")).strip();
        List<String> names = names(kept.folder);
        assertThat(names(built)).isEqualTo(names);
        for (String name : names) {
            boolean same = Files.mismatch(kept.folder.resolve(name), built.resolve(name)) < 0;
            assumeTrue(
                    same || keptBy.equals(builtBy),
                    name + " differs, and so do the tools: kept was built by " + oneLine(keptBy) + ", here is "
                            + oneLine(builtBy) + "; nothing is proved");
            assertThat(same)
                    .as(name + " is not what its sources make: run " + ROOT.relativize(kept.script))
                    .isTrue();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".elf"))
                    .sorted()
                    .toList();
        }
    }

    private static String oneLine(String lines) {
        return lines.replace("\n", ", ");
    }

    private static void assumeTools(Kept kept) {
        assumeTool("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi");
        if (kept == Kept.CHARGER) {
            assumeTool("cmake", "cmake");
            assumeTrue(
                    onPath("nanopb_generator") || onPath("nanopb_generator.py"),
                    "no generator of nanopb (Debian: nanopb libnanopb-dev)");
            assumeTrue(
                    !System.getenv().getOrDefault("PLATINE_NANOPB", "").isEmpty(),
                    "no sources of nanopb: PLATINE_NANOPB must name their folder, or be 'fetch'");
        }
    }

    private static void assumeTool(String tool, String packages) {
        assumeTrue(onPath(tool), tool + " is not installed (Debian: " + packages + ")");
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }
}
