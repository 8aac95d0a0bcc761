package dev.platine.benchmarks.hosted;

import dev.platine.sim.hosted.SteppedFirmware;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A firmware of 16 analog inputs and 4 outputs, and a JNI library that calls it: compiled by the host's C compiler. */
final class BenchmarkFirmware {
    private static final String FIRMWARE = """
            #include "platine_firmware.h"
            static struct platine_block *block;
            #define IN(n) {.name = "in" #n, .kind = PLATINE_PIN_ANALOG_IN, .bits = 12}
            #define OUT(n) {.name = "out" #n, .kind = PLATINE_PIN_OUT}
            const struct platine_firmware platine_firmware = {
                PLATINE_FIRMWARE_HEADER, .name = "benchmark",
                .pins = {IN(0), IN(1), IN(2), IN(3), IN(4), IN(5), IN(6), IN(7), IN(8), IN(9), IN(10), IN(11), IN(12), IN(13),
                         IN(14), IN(15), OUT(0), OUT(1), OUT(2), OUT(3)}};
            PLATINE_FIRMWARE_EXPORT int64_t benchmark_use(struct platine_block *given) { block = given; return 0; }
            int64_t platine_firmware_init(struct platine_block *given) { return benchmark_use(given); }
            int64_t platine_firmware_step(int64_t now_ns) {
                double sum = 0;
                for (unsigned i = 0; i < 16; i++) {
                    sum += block->in[i].volts;
                }
                for (unsigned i = 0; i < 4; i++) {
                    platine_pin_set(block, 16 + i, sum > i);
                }
                return now_ns + 1000000;
            }
            void platine_firmware_exit(void) {}
            """;
    private static final String JNI = """
            #include <jni.h>
            #include <stdint.h>
            JNIEXPORT jlong JNICALL Java_dev_platine_benchmarks_hosted_JniStep_call(
                    JNIEnv *env, jclass type, jlong function, jlong argument) {
                return ((int64_t (*)(int64_t)) function)(argument);
            }
            """;

    private BenchmarkFirmware() {}

    /** The firmware's library, in a folder of its own. */
    static Path library() {
        try {
            Path folder = Files.createTempDirectory("platine-hosted");
            try (InputStream header = SteppedFirmware.class.getResourceAsStream("platine_firmware.h")) {
                if (header == null) {
                    throw new IOException("platine_firmware.h is not on the class path");
                }
                Files.write(folder.resolve("platine_firmware.h"), header.readAllBytes());
            }
            return compile(folder, "firmware", FIRMWARE, List.of("-I" + folder));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the firmware cannot be built: install a C compiler or set CC", e);
        }
    }

    /** The JNI library. */
    static Path jni() {
        try {
            Path headers = Path.of(System.getProperty("java.home"), "include");
            return compile(
                    Files.createTempDirectory("platine-jni"),
                    "jnistep",
                    JNI,
                    List.of("-I" + headers, "-I" + headers.resolve("linux")));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the JNI library cannot be built: install a C compiler or set CC", e);
        }
    }

    private static Path compile(Path folder, String name, String source, List<String> flags)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        Path library = folder.resolve("lib" + name + ".so");
        List<String> command =
                new ArrayList<>(List.of(System.getenv().getOrDefault("CC", "cc"), "-O2", "-shared", "-fPIC"));
        command.addAll(flags);
        command.addAll(List.of("-o", library.toString(), file.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("failed: " + command);
        }
        return library;
    }
}
