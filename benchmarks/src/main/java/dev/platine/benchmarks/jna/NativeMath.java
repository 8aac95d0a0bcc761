package dev.platine.benchmarks.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The same function of the C library, {@code labs}, reached in two ways through JNA. */
final class NativeMath {
    private NativeMath() {}

    /** Direct mapping: JNA makes a native method of it. */
    static final class Direct {
        static {
            Native.register(Direct.class, "c");
        }

        private Direct() {}

        static native long labs(long value);
    }

    /** Interface mapping: each call goes through a proxy and a map of functions. */
    interface Mapped extends Library {
        long labs(long value);

        static Mapped load() {
            return Native.load("c", Mapped.class);
        }
    }
}
