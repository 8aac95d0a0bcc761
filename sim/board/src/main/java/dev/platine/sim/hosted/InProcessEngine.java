package dev.platine.sim.hosted;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Firmware in this process. Each life loads a copy of the library, so that its globals are fresh, two boards share none, and the file
 * may be built again meanwhile. What kills the firmware kills this process.
 */
final class InProcessEngine implements FirmwareEngine {
    private static final int RTLD_NOW = 2;

    private final Path file;
    private final FirmwareBlock block = FirmwareBlock.inThisProcess();
    private final LibraryClass bound = new LibraryClass();
    private final FirmwareCalls calls = bound.calls();
    private @Nullable NativeLibrary library;

    InProcessEngine(FirmwareImage image) {
        if (image.addressSanitizer()) {
            throw new IllegalArgumentException("firmware " + image.file()
                    + ": is built with AddressSanitizer, which must be in the process from its start; use --isolate");
        }
        this.file = image.file();
    }

    @Override
    public FirmwareBlock prepare() {
        return block;
    }

    @Override
    public long init() {
        load();
        return calls.callInit(block.address());
    }

    @Override
    public long step(long nowNs) {
        return calls.callStep(nowNs);
    }

    private void load() {
        FunctionMapper names = (ignored, method) -> "platine_firmware_" + method.getName();
        Map<String, Object> options =
                Map.of(Library.OPTION_FUNCTION_MAPPER, names, Library.OPTION_OPEN_FLAGS, RTLD_NOW);
        try {
            Path folder = Files.createTempDirectory("platine-firmware-");
            Path copy = folder.resolve(file.getFileName());
            try {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                bind(NativeLibrary.getInstance(copy.toString(), options));
            } finally {
                Files.deleteIfExists(copy);
                Files.deleteIfExists(folder);
            }
        } catch (IOException broken) {
            throw new FirmwareFailure("cannot be copied: " + broken);
        } catch (UnsatisfiedLinkError broken) {
            throw new FirmwareFailure("cannot be loaded: " + why(broken));
        }
    }

    private void bind(NativeLibrary loaded) {
        try {
            Native.register(calls.getClass(), loaded);
            library = loaded;
        } finally {
            if (library == null) {
                loaded.close();
            }
        }
    }

    /** The loader's own line out of JNA's many, which name the copy; the file is named instead. */
    private String why(UnsatisfiedLinkError error) {
        String name = "/" + file.getFileName() + ": ";
        for (String line : String.valueOf(error.getMessage()).split("\n", -1)) {
            int at = line.indexOf(name);
            if (at >= 0) {
                return file + ": " + line.substring(at + name.length()).strip();
            }
        }
        return file + ": " + String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    @Override
    public void end(boolean well) {
        NativeLibrary loaded = library;
        if (loaded == null) {
            return;
        }
        library = null;
        if (well) {
            calls.callExit();
        }
        Native.unregister(calls.getClass());
        loaded.close();
    }

    @Override
    public void close() {
        end(true);
    }
}
