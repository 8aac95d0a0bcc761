package dev.platine.benchmarks.jna;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code labs} through plain JNI. The library is compiled by the host's C compiler, {@code $CC} or {@code cc}. */
final class JniMath {
    private static final String SOURCE = """
            #include <jni.h>
            #include <stdlib.h>
            JNIEXPORT jlong JNICALL Java_dev_platine_benchmarks_jna_JniMath_labs(JNIEnv *env, jclass type, jlong value) {
                return labs(value);
            }
            """;

    private JniMath() {}

    static native long labs(long value);

    static void load() {
        try {
            Path folder = Files.createTempDirectory("platine-jni");
            Path source = Files.writeString(folder.resolve("jni_math.c"), SOURCE);
            Path library = folder.resolve("libjni_math.so");
            compile(source, library);
            System.load(library.toString());
            Files.delete(library);
            Files.delete(source);
            Files.delete(folder);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the JNI library cannot be built: install a C compiler or set CC", e);
        }
    }

    private static void compile(Path source, Path library) throws IOException, InterruptedException {
        String compiler = System.getenv().getOrDefault("CC", "cc");
        Path headers = Path.of(System.getProperty("java.home"), "include");
        Process process = new ProcessBuilder(
                        compiler,
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-I" + headers,
                        "-I" + headers.resolve("linux"),
                        "-o",
                        library.toString(),
                        source.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(compiler + " failed on " + source);
        }
    }
}
