package dev.platine.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Version, what it was built from, and the Java it runs on. */
final class Version implements IVersionProvider {
    private final Context context;

    Version(Context context) {
        this.context = context;
    }

    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        String build = buildId(context.properties().apply("platine.home"));
        String java = context.properties().apply("java.runtime.version");
        return new String[] {
            "platine " + Objects.requireNonNullElse(version, "(not packaged)") + build + ", Java " + java
        };
    }

    private static String buildId(@Nullable String home) {
        if (home == null) {
            return "";
        }
        try {
            String id = Files.readString(Path.of(home, "build-id")).strip();
            return id.isEmpty() ? "" : " (" + id + ")";
        } catch (IOException noBuildId) {
            return "";
        }
    }
}
