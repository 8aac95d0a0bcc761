package dev.platine.boards.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A host program on the module path found no board: the module hid the catalogue's index. */
class ModulePathTest {
    /** A layer as a host program has it that requires {@code dev.platine.hal} and has all our jars on its module path. */
    private static ModuleLayer layer() {
        Path[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(ModulePathTest::isModule)
                .toArray(Path[]::new);
        Configuration boot = ModuleLayer.boot().configuration();
        Configuration ours = boot.resolveAndBind(ModuleFinder.of(), ModuleFinder.of(path), Set.of("dev.platine.hal"));
        return ModuleLayer.defineModulesWithOneLoader(
                        ours, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer();
    }

    private static boolean isModule(Path entry) {
        if (!Files.exists(entry) || (Files.isDirectory(entry) && !Files.exists(entry.resolve("module-info.class")))) {
            return false;
        }
        try {
            return !ModuleFinder.of(entry).findAll().isEmpty();
        } catch (FindException notAModule) {
            return false;
        }
    }

    @Test
    void shouldFindTheBoardsOfTheCatalogue() throws ReflectiveOperationException {
        ModuleLayer layer = layer();
        ClassLoader loader = layer.findLoader("dev.platine.hal");
        Class<?> boards = Class.forName("dev.platine.hal.Boards", true, loader);
        assertThat(boards.getModule().getName()).isEqualTo("dev.platine.hal");
        assertThat(layer.findModule("dev.platine.boards")).isPresent();

        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            Object board = Objects.requireNonNull(
                    boards.getMethod("open", String.class).invoke(null, "sim:ev-charger?speed=held"));
            List<?> channels = (List<?>) Objects.requireNonNull(
                    board.getClass().getMethod("channels").invoke(board));
            assertThat(channels).hasSize(38);
            board.getClass().getMethod("close").invoke(board);
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
