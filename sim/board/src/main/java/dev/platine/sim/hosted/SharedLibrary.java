package dev.platine.sim.hosted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A shared library's file, read as ELF of 64 bits: which names it exports and what their data are. Nothing is loaded, and nothing
 * in the file is believed. One thread.
 */
final class SharedLibrary implements AutoCloseable {
    private static final int HEAD_BYTES = 64;
    private static final int SECTION_BYTES = 64;
    private static final int SEGMENT_BYTES = 56;
    private static final int SYMBOL_BYTES = 24;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int LOADED = 1;
    private static final int MOST_TABLE_BYTES = 64 << 20;
    private static final Map<Integer, String> MACHINES = Map.of(
            3,
            "32-bit x86",
            40,
            "32-bit Arm",
            62,
            "x86-64",
            183,
            "64-bit Arm",
            243,
            "RISC-V",
            21,
            "64-bit PowerPC",
            22,
            "s390");

    private record Symbol(long address, long bytes) {}

    private final FileChannel file;
    private final Map<String, Symbol> exported = new HashMap<>();
    private final Set<String> mentioned = new HashSet<>();
    private final ByteBuffer segments;

    private SharedLibrary(FileChannel file) throws IOException {
        this.file = file;
        ByteBuffer head = read(0, Math.min(HEAD_BYTES, (int) Math.min(HEAD_BYTES, file.size())));
        check(head);
        segments = read(head.getLong(32), (head.getShort(56) & 0xffffL) * SEGMENT_BYTES);
        ByteBuffer sections = read(head.getLong(40), (head.getShort(60) & 0xffffL) * SECTION_BYTES);
        for (int at = 0; at < sections.capacity(); at += SECTION_BYTES) {
            if (sections.getInt(at + 4) == DYNAMIC_SYMBOLS) {
                symbols(sections, at);
            }
        }
    }

    static SharedLibrary open(Path path) {
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("is a folder; name the library in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) { // a named pipe would never open
            throw new IllegalArgumentException("is no file; name the library");
        }
        FileChannel file = null;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
            SharedLibrary library = new SharedLibrary(file);
            file = null;
            return library;
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("no such file; check the path", missing);
        } catch (AccessDeniedException denied) {
            throw new IllegalArgumentException("may not be read; check its permissions", denied);
        } catch (IOException | IndexOutOfBoundsException broken) {
            throw new IllegalArgumentException("is not a whole shared library (ELF); build it again", broken);
        } finally {
            closeQuietly(file);
        }
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException ignored) {
                // was only read
            }
        }
    }

    private static void check(ByteBuffer head) {
        if (head.capacity() < HEAD_BYTES || head.getInt(0) != 0x464c457f) {
            throw new IllegalArgumentException("is not a shared library (ELF); build it with cc -shared -fPIC");
        }
        int machine = head.getShort(18) & 0xffff;
        int mine = machineHere();
        if (head.get(4) != 2 || head.get(5) != 1 || (mine != 0 && machine != mine)) {
            throw new IllegalArgumentException("is for " + name(machine, head) + ", this computer is "
                    + MACHINES.getOrDefault(mine, System.getProperty("os.arch"))
                    + "; compile the firmware for this computer");
        }
        if (head.getShort(16) != 3) {
            throw new IllegalArgumentException("is a program or an object file; build it with cc -shared -fPIC");
        }
    }

    private static String name(int machine, ByteBuffer head) {
        String bits = head.get(4) == 2 ? "64-bit" : "32-bit";
        return MACHINES.getOrDefault(machine, bits + " processor number " + machine);
    }

    private static int machineHere() {
        return switch (String.valueOf(System.getProperty("os.arch")).toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> 62;
            case "aarch64" -> 183;
            case "riscv64" -> 243;
            case "ppc64le" -> 21;
            default -> 0;
        };
    }

    private void symbols(ByteBuffer sections, int at) throws IOException {
        ByteBuffer table = read(sections.getLong(at + 24), sections.getLong(at + 32));
        int link = sections.getInt(at + 40) * SECTION_BYTES;
        ByteBuffer names = read(sections.getLong(link + 24), sections.getLong(link + 32));
        for (int i = 0; i + SYMBOL_BYTES <= table.capacity(); i += SYMBOL_BYTES) {
            String name = name(names, table.getInt(i));
            mentioned.add(name);
            boolean defined = table.getShort(i + 6) != 0;
            if (defined) {
                exported.put(name, new Symbol(table.getLong(i + 8), table.getLong(i + 16)));
            }
        }
    }

    private static String name(ByteBuffer names, int from) {
        StringBuilder name = new StringBuilder();
        for (int at = from; names.get(at) != 0; at++) {
            name.append((char) (names.get(at) & 0xff));
        }
        return name.toString();
    }

    boolean exports(String name) {
        return exported.containsKey(name);
    }

    /** Whether a name stands in the table of symbols, exported or needed. */
    boolean mentions(String name) {
        return mentioned.contains(name);
    }

    /**
     * The bytes of an exported constant.
     *
     * @throws IllegalArgumentException when it has fewer, or they are not in the file
     */
    ByteBuffer data(String name, int bytes) {
        Symbol symbol = exported.get(name);
        if (symbol == null || symbol.bytes < bytes) {
            throw new IllegalArgumentException(name + " must have at least " + bytes + " bytes: "
                    + (symbol == null ? 0 : symbol.bytes) + "; compile it anew with this Platine's header");
        }
        for (int at = 0; at < segments.capacity(); at += SEGMENT_BYTES) {
            long offset = symbol.address - segments.getLong(at + 16);
            if (segments.getInt(at) == LOADED && offset >= 0 && offset + bytes <= segments.getLong(at + 32)) {
                try {
                    return read(segments.getLong(at + 8) + offset, bytes);
                } catch (IOException broken) {
                    throw new IllegalArgumentException("is not a whole shared library (ELF); build it again", broken);
                }
            }
        }
        throw new IllegalArgumentException(name + " must be a constant with its values in the file; make it const");
    }

    private ByteBuffer read(long offset, long bytes) throws IOException {
        if (bytes < 0 || bytes > MOST_TABLE_BYTES || offset < 0) {
            throw new IOException("beyond the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("ends too early");
            }
        }
        return buffer;
    }

    @Override
    public void close() {
        closeQuietly(file);
    }
}
