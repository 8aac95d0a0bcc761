package dev.platine.hal.nativedriver;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        return "shared library for " + what;
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
