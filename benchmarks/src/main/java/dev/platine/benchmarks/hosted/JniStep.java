package dev.platine.benchmarks.hosted;

/** Calls a function by its address through plain JNI. */
final class JniStep {
    private JniStep() {}

    static native long call(long function, long argument);

    static void load() {
        System.load(BenchmarkFirmware.jni().toString());
    }
}
