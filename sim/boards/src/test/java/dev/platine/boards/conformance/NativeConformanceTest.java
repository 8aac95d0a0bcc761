package dev.platine.boards.conformance;

import dev.platine.boards.firmware.CFirmware;
import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** The sample driver of {@code hal/driver/sample}: a shared library with every kind of channel. */
class NativeConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() throws IOException {
        Assumptions.assumeTrue(CFirmware.onPath("cmake"), "no cmake (Debian: cmake)");
        Assumptions.assumeTrue(CFirmware.onPath("cc"), "no C compiler (Debian: gcc libc6-dev)");
        Path build = Path.of("target", "sample-driver").toAbsolutePath();
        Path source =
                Path.of("..", "..", "hal", "driver", "sample").toAbsolutePath().normalize();
        CFirmware.run(build, List.of("cmake", "-S", source.toString(), "-B", build.toString()));
        CFirmware.run(build, List.of("cmake", "--build", build.toString()));
        return new SampleDriver(build.resolve("libplatine-sample.so"), folder);
    }

    /** The sample's device is plugged in while a file exists, and does not answer while another one does. */
    private static final class SampleDriver implements BoardUnderTest {
        private final Path library;
        private final Path plug;
        private final Path busy;

        SampleDriver(Path library, Path folder) throws IOException {
            this.library = library;
            this.plug = Files.createFile(folder.resolve("plug"));
            this.busy = folder.resolve("busy");
        }

        @Override
        public String kind() {
            return "native";
        }

        @Override
        public Set<Ability> abilities() {
            return EnumSet.of(Ability.BREAK_LINK, Ability.FREEZE, Ability.ABSENCE, Ability.RESET, Ability.REAL_TIME);
        }

        @Override
        public Board open(OpenOptions options) {
            return Boards.open("native:" + library + "?unit=1&plug=" + plug + "&busy=" + busy, options);
        }

        @Override
        public void breakLinks() {
            present(false);
            present(true);
        }

        @Override
        public void freeze(boolean frozen) {
            put(busy, frozen);
        }

        @Override
        public void present(boolean present) {
            put(plug, present);
        }

        private static void put(Path file, boolean there) {
            try {
                if (there) {
                    Files.createFile(file);
                } else {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // The sample keeps nothing but memory.
        }
    }
}
