package dev.platine.hal.linux.board;

import dev.platine.core.yaml.Nearest;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds a device in the kernel's tree by one of its names. */
public final class SysTree {
    private SysTree() {}

    /**
     * Finds a device.
     *
     * @param folder where the devices of a class are, such as {@code /sys/class/pwm}
     * @param prefix what their folders begin with, such as {@code pwmchip}
     * @param what what they are, such as {@code PWM chip}
     * @param given what the file calls the one that is looked for
     * @param names further names of a device's folder
     * @return its folder
     * @throws LocalException NOT_FOUND when none fits, or more than one
     */
    public static Path find(Path folder, String prefix, String what, String given, Function<Path, List<String>> names) {
        List<Path> all = list(folder, prefix);
        if (all.isEmpty()) {
            throw new LocalException(
                    Kind.NOT_FOUND,
                    "this computer has no " + what + ", no " + folder.resolve(prefix) + "*; load its driver");
        }
        List<Path> fitting = new ArrayList<>();
        TreeSet<String> known = new TreeSet<>();
        for (Path one : all) {
            String name = one.getFileName().toString();
            List<String> others = names.apply(one);
            if (given.equals(name)) {
                return one;
            }
            if (others.contains(given)) {
                fitting.add(one);
            }
            known.add(name);
            known.addAll(others);
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.isEmpty()) {
            throw new LocalException(
                    Kind.NOT_FOUND, "no " + what + " '" + given + "' under " + folder + Nearest.hint(given, known));
        }
        String which = String.join(
                ", ", fitting.stream().map(one -> one.getFileName().toString()).toList());
        throw new LocalException(
                Kind.NOT_FOUND, "'" + given + "' is a name of " + which + "; write one of these names");
    }

    private static List<Path> list(Path folder, String prefix) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
            files.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return found;
        } catch (IOException e) {
            throw new LocalException(Kind.NOT_FOUND, folder + " cannot be read: " + e.getMessage());
        }
        found.sort(
                Comparator.comparingInt((Path file) -> file.toString().length()).thenComparing(Path::toString));
        return found;
    }
}
