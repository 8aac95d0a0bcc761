package dev.platine.hal.nativedriver;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.LinuxHere;
import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a file to the calls of a driver, a step at a time; each refuses with one line. */
final class DriverFile {
    /** All symbols are found at once or not at all; the library stays, for it may have left threads. */
    private static final int RTLD_NOW_NODELETE = 2 | 0x1000;

    private DriverFile() {}

    /** All steps. */
    static DriverLibrary load(Path file) {
        requireLinux();
        ElfHeader.check(file);
        NativeLibrary library = open(file);
        requireSymbols(library, file);
        DriverLibrary calls = DriverCalls.of(library);
        hello(calls);
        return calls;
    }

    static void requireLinux() {
        if (!LinuxHere.supported()) {
            throw new LocalException(Kind.UNSUPPORTED, "native drivers need 64-bit Linux");
        }
    }

    static NativeLibrary open(Path file) {
        try {
            return NativeLibrary.getInstance(file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW_NODELETE));
        } catch (UnsatisfiedLinkError e) {
            throw new LocalException(Kind.MALFORMED, "cannot be loaded: " + why(e, file));
        }
    }

    /** The loader's own line out of JNA's many. */
    private static String why(UnsatisfiedLinkError error, Path file) {
        String message = String.valueOf(error.getMessage());
        for (String line : message.split("\n", -1)) {
            if (line.startsWith(file.toString() + ":")) {
                return line.strip();
            }
        }
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    static void requireSymbols(NativeLibrary library, Path file) {
        List<String> missing = new ArrayList<>();
        for (String symbol : DriverCalls.SYMBOLS) {
            try {
                library.getGlobalVariableAddress(symbol);
            } catch (UnsatisfiedLinkError e) {
                missing.add(symbol);
            }
        }
        if (!missing.isEmpty()) {
            throw new LocalException(
                    Kind.MALFORMED,
                    "is no driver: " + String.join(", ", missing)
                            + " missing; define and export what platine_driver.h declares: " + file);
        }
    }

    /** The handshake: one version, and structures of the same size. */
    static String hello(DriverLibrary calls) {
        GuardedBlock block = new GuardedBlock(DriverCalls.HELLO_BYTES);
        try {
            ByteBuffer hello = block.bytes();
            hello.putInt(DriverCalls.HELLO_HOST_MAJOR, DriverCalls.MAJOR);
            hello.putInt(DriverCalls.HELLO_HOST_MINOR, DriverCalls.MINOR);
            int status = calls.hello(block.address());
            int major = hello.getInt(DriverCalls.HELLO_DRIVER_MAJOR);
            int minor = hello.getInt(DriverCalls.HELLO_DRIVER_MINOR);
            String versions = "built for version " + Integer.toUnsignedLong(major) + "." + Integer.toUnsignedLong(minor)
                    + " of platine_driver.h";
            if (status != DriverCalls.OK || major != DriverCalls.MAJOR || minor > DriverCalls.MINOR || minor < 0) {
                throw new LocalException(
                        Kind.VERSION,
                        status,
                        null,
                        "is " + versions + " (hello returned " + status + "), this Platine has " + DriverCalls.MAJOR
                                + "." + DriverCalls.MINOR + ": build it with this Platine's header");
            }
            requireSize(hello.getInt(DriverCalls.HELLO_BOARD_BYTES), DriverCalls.BOARD_BYTES, "platine_driver_board");
            requireSize(
                    hello.getInt(DriverCalls.HELLO_CHANNEL_BYTES), DriverCalls.CHANNEL_BYTES, "platine_driver_channel");
            requireSize(hello.getInt(DriverCalls.HELLO_STEP_BYTES), DriverCalls.STEP_BYTES, "platine_driver_step");
            requireSize(hello.getInt(DriverCalls.HELLO_EVENT_BYTES), DriverCalls.EVENT_BYTES, "platine_driver_event");
            if (!block.isIntact()) {
                throw new LocalException(Kind.PROTOCOL, "hello wrote beside its structure: tell the driver's maker");
            }
            return versions;
        } finally {
            block.release();
        }
    }

    private static void requireSize(int said, int is, String what) {
        if (said != is) {
            throw new LocalException(
                    Kind.VERSION,
                    "says that struct " + what + " has " + Integer.toUnsignedLong(said) + " bytes, it has " + is
                            + ": build it with this Platine's header, without packing pragmas");
        }
    }
}
