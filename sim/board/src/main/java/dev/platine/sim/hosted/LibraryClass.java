package dev.platine.sim.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;

/** Loads {@link DirectFirmware} as a class of its own: natives can then be bound to another library than anybody else's. */
final class LibraryClass extends ClassLoader {
    private final FirmwareCalls calls;

    LibraryClass() {
        super(DirectFirmware.class.getClassLoader());
        try {
            Class<?> loaded = define(DirectFirmware.class);
            Constructor<?> constructor = loaded.getDeclaredConstructor();
            constructor.setAccessible(true);
            calls = (FirmwareCalls) constructor.newInstance();
        } catch (ReflectiveOperationException | IOException broken) {
            throw new IllegalStateException("the class of a library cannot be loaded again: " + broken, broken);
        }
    }

    private Class<?> define(Class<?> template) throws IOException {
        String file = template.getSimpleName() + ".class";
        try (InputStream in = template.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing");
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(template.getName(), bytes, 0, bytes.length);
        }
    }

    FirmwareCalls calls() {
        return calls;
    }
}
