package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A folder with a bench.yaml, and device files and a tree of devices instead of the system's. */
final class Bench {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final OpenOptions OPTIONS =
            OpenOptions.DEFAULT.withConnectDeadline(PATIENCE).withRequestDeadline(PATIENCE);

    private final Path folder;

    Bench(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(dev());
            Files.createDirectories(sys());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dev() {
        return folder.resolve("dev");
    }

    Path sys() {
        return folder.resolve("sys");
    }

    /** A GPIO chip of the stand-in. */
    void chip(int number, String label, int lines) {
        file("gpiochip" + number);
        GpioShim.shim_gpio_chip(number, label, lines);
    }

    /** A device file, so that it is found; the stand-in answers for it. */
    void file(String name) {
        try {
            Path file = dev().resolve(name);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes bench.yaml: version and board, then these lines. */
    Bench yaml(String sections) {
        return text("linux: 1\nboard: bench-1\n" + sections);
    }

    Bench text(String text) {
        try {
            Files.writeString(folder.resolve("bench.yaml"), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri(String... keys) {
        String more = keys.length == 0 ? "" : "&" + String.join("&", keys);
        return "linux:" + folder.resolve("bench.yaml") + "?test.dev=" + dev() + "&test.sys=" + sys() + more;
    }

    Board open(String... keys) {
        return Boards.open(uri(keys), OPTIONS);
    }

    /** Opening it fails with one line that ends so. */
    void refuses(Kind kind, String reason) {
        BoardException thrown = catchThrowableOfType(BoardException.class, () -> open().close());
        assertThat(thrown).as("nobody refused").isNotNull();
        assertThat(thrown).hasMessageEndingWith(reason);
        assertThat(thrown.getMessage()).doesNotContain("\n");
        assertThat(thrown.kind()).isEqualTo(kind);
    }

    static void until(String what, BooleanSupplier holds) {
        long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - giveUpNs > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
