package dev.platine.hal.nativedriver;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Looks whether a file is a shared library of this computer before anything of it is run. */
final class ElfHeader {
    private static final int BYTES = 20;
    private static final int CLASS = 4;
    private static final int DATA = 5;
    private static final int TYPE = 16;
    private static final int MACHINE = 18;
    private static final int SHARED = 3;
    private static final int HEADER_BYTES = 64;
    private static final int SEGMENTS_AT = 32;
    private static final int SEGMENT_COUNT = 56;
    private static final int SEGMENT_BYTES = 56;
    private static final int LOADED = 1;

    /** ELF's numbers of processors: 64 bits, little endian, unless the text says otherwise. */
    private static final Map<Integer, String> MACHINES = Map.of(
            3, "x86 (32 bit)",
            8, "MIPS",
            20, "PowerPC",
            21, "PowerPC 64",
            22, "S/390",
            40, "ARM (32 bit)",
            62, "x86-64",
            183, "ARM 64 (aarch64)",
            243, "RISC-V",
            258, "LoongArch");

    private static final Map<String, Integer> HERE =
            Map.of("amd64", 62, "x86_64", 62, "aarch64", 183, "riscv64", 243, "loongarch64", 258);

    private ElfHeader() {}

    /**
     * Reads the header.
     *
     * @return one line for people, such as {@code shared library for x86-64}
     * @throws LocalException of kind NOT_FOUND, PERMISSION, MALFORMED or UNSUPPORTED when it cannot be loaded here
     */
    static String check(Path file) {
        ByteBuffer header = read(file);
        int bits = header.get(CLASS) == 2 ? 64 : 32;
        header.order(header.get(DATA) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int machine = Short.toUnsignedInt(header.getShort(MACHINE));
        int type = header.getShort(TYPE);
        String what = MACHINES.getOrDefault(machine, "processor number " + machine);
        String arch = System.getProperty("os.arch", "");
        Integer here = HERE.get(arch);
        if (here == null || machine != here || bits != 64) {
            String mine = here == null ? arch : MACHINES.getOrDefault(here, arch);
            throw new LocalException(
                    Kind.UNSUPPORTED,
                    "is built for " + what + ", this computer is " + mine + ": build it with this computer's compiler: "
                            + file);
        }
        if (type != SHARED) {
            throw new LocalException(
                    Kind.MALFORMED,
                    "is " + (type == 1 ? "an object file" : "no shared library") + ": link it with -shared: " + file);
        }
        requireWhole(file, header.order());
        return "shared library for " + what;
    }

    /** The system's loader maps what the header promises; where the file ends earlier, touching it ends the JVM with SIGBUS. */
    private static void requireWhole(Path file, ByteOrder order) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer header = read(channel, 0, HEADER_BYTES, order);
            if (header.limit() < HEADER_BYTES) {
                throw cut(file, size);
            }
            int count = Short.toUnsignedInt(header.getShort(SEGMENT_COUNT));
            ByteBuffer segments = read(channel, header.getLong(SEGMENTS_AT), count * SEGMENT_BYTES, order);
            if (segments.limit() < count * SEGMENT_BYTES) {
                throw cut(file, size);
            }
            for (int at = 0; at < segments.limit(); at += SEGMENT_BYTES) {
                long offset = segments.getLong(at + 8);
                long bytes = segments.getLong(at + 32);
                if (segments.getInt(at) == LOADED && (offset < 0 || bytes < 0 || bytes > size - offset)) {
                    throw cut(file, size);
                }
            }
        } catch (IOException e) {
            throw new LocalException(Kind.PERMISSION, "cannot be read: " + file + " (" + e.getMessage() + ")");
        }
    }

    private static LocalException cut(Path file, long size) {
        return new LocalException(
                Kind.MALFORMED,
                "is not a whole shared library, it ends after " + size + " bytes; build or copy it again: " + file);
    }

    /** Up to {@code bytes} from there; fewer where the file ends before. */
    private static ByteBuffer read(FileChannel channel, long from, int bytes, ByteOrder order) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes).order(order);
        while (from >= 0 && read.hasRemaining() && channel.read(read, from + read.position()) > 0) {}
        return read.flip();
    }

    private static ByteBuffer read(Path file) {
        if (!Files.exists(file)) {
            throw new LocalException(Kind.NOT_FOUND, "no such file: " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new LocalException(Kind.MALFORMED, "is no file: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES);
            if (bytes.length < BYTES || bytes[0] != 0x7f || bytes[1] != 'E' || bytes[2] != 'L' || bytes[3] != 'F') {
                throw new LocalException(Kind.MALFORMED, "is no ELF file, so no shared library of Linux: " + file);
            }
            return ByteBuffer.wrap(bytes);
        } catch (IOException e) {
            throw new LocalException(Kind.PERMISSION, "cannot be read: " + file + " (" + e.getMessage() + ")");
        }
    }
}
