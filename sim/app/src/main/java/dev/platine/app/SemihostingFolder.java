package dev.platine.app;

import dev.platine.mcu.debug.SemihostingFile;
import dev.platine.mcu.debug.SemihostingFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder, and of those in it, for semihosted firmware: regular files by relative names; nothing outside of it, whatever links say. Used
 * inside the rack, closed behind it.
 */
final class SemihostingFolder implements SemihostingFiles, AutoCloseable {
    private static final long MOST_BYTES = 1L << 28;
    private static final int WRITES = 4;
    private static final int APPENDS = 8;

    private final Path root;
    private final Set<HostFile> opened = new HashSet<>();

    private SemihostingFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens a folder.
     *
     * @throws Failure when there is none
     */
    static SemihostingFolder open(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                return new SemihostingFolder(folder.toRealPath());
            }
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--semihosting-dir " + folder + ": " + e.getMessage(), e);
        }
        throw new Failure(Exit.USAGE, "--semihosting-dir " + folder + ": must be a folder that is there");
    }

    @Override
    public @Nullable SemihostingFile open(String name, int mode) {
        try {
            Path file = within(name);
            boolean there = file != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (file == null || (mode < WRITES && !there) || (there && !Files.isRegularFile(file))) {
                return null;
            }
            boolean updates = (mode & 2) != 0;
            RandomAccessFile of = new RandomAccessFile(file.toFile(), mode < WRITES && !updates ? "r" : "rw");
            HostFile made = new HostFile(of, mode < WRITES || updates, mode >= WRITES || updates, mode >= APPENDS);
            opened.add(made);
            if (mode >= WRITES && mode < APPENDS) {
                of.setLength(0);
            }
            return made;
        } catch (IOException | IllegalArgumentException e) {
            return null; // told to the firmware as such
        }
    }

    /** The file of a name, null where it would be outside. */
    private @Nullable Path within(String name) throws IOException {
        Path file = root.resolve(name).normalize();
        Path parent = file.getParent();
        if (name.isEmpty() || parent == null || file.equals(root) || !file.startsWith(root)) {
            return null;
        }
        Path real = parent.toRealPath().resolve(file.getFileName());
        Path target = Files.isSymbolicLink(real) ? real.toRealPath() : real;
        return target.startsWith(root) ? target : null;
    }

    @Override
    public void close() {
        Set.copyOf(opened).forEach(HostFile::close);
    }

    private final class HostFile implements SemihostingFile {
        private final RandomAccessFile file;
        private final boolean reads;
        private final boolean writes;
        private final boolean appends;

        HostFile(RandomAccessFile file, boolean reads, boolean writes, boolean appends) {
            this.file = file;
            this.reads = reads;
            this.writes = writes;
            this.appends = appends;
        }

        @Override
        public int read(byte[] into, int bytes) {
            try {
                return reads ? Math.max(file.read(into, 0, bytes), 0) : -1;
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public int write(byte[] from, int bytes) {
            try {
                if (appends) {
                    file.seek(file.length());
                }
                if (!writes || file.getFilePointer() + bytes > MOST_BYTES) {
                    return -1;
                }
                file.write(from, 0, bytes);
                return bytes;
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public boolean seek(long position) {
            try {
                file.seek(position);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public long lengthBytes() {
            try {
                return Math.min(file.length(), Integer.MAX_VALUE);
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public void close() {
            opened.remove(this);
            try {
                file.close();
            } catch (IOException e) {
                // what was written is written
            }
        }
    }
}
