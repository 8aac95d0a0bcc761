package dev.platine.hal.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Finds out which process has a device, as far as this user may see. */
final class LockHolder {
    private static final Path PROC = Path.of("/proc");

    private LockHolder() {}

    /** The process that holds a lock on the file, else one that has it open. */
    static OptionalLong of(Path file) {
        try {
            OptionalLong holder = lockHolder(file);
            return holder.isPresent() ? holder : opener(file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong lockHolder(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        // 1: FLOCK  ADVISORY  WRITE 1234 00:05:97 0 EOF; the two numbers before the inode are the file system's device.
        long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
        for (String line : Files.readAllLines(PROC.resolve("locks"))) {
            String[] words = line.trim().split("\\s+", -1);
            if (words.length < 6 || !words[5].endsWith(inode)) {
                continue;
            }
            String[] numbers = words[5].split(":", -1);
            boolean same = Integer.parseInt(numbers[0], 16) == major(device)
                    && Integer.parseInt(numbers[1], 16) == minor(device);
            if (same && Long.parseLong(words[4]) > 0) {
                return OptionalLong.of(Long.parseLong(words[4]));
            }
        }
        return OptionalLong.empty();
    }

    private static long major(long device) {
        return (device >>> 8) & 0xfff;
    }

    private static long minor(long device) {
        return (device & 0xff) | ((device >>> 12) & 0xfff00);
    }

    private static OptionalLong opener(Path realFile) throws IOException {
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && hasOpen(process.resolve("fd"), realFile)) {
                    return OptionalLong.of(pid);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static boolean hasOpen(Path descriptors, Path realFile) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (isLinkTo(entry, realFile)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static boolean isLinkTo(Path entry, Path realFile) {
        try {
            return Files.readSymbolicLink(entry).equals(realFile);
        } catch (IOException e) {
            return false;
        }
    }
}
