package dev.platine.conformance.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** What the stand-in of GPIO chips takes from tests, see {@code shim_gpio.c}. Only where it is preloaded. */
final class GpioShim {
    static {
        Native.register(GpioShim.class, NativeLibrary.getProcess());
    }

    private GpioShim() {}

    static native void shim_gpio_chip(int chip, String label, int lines);

    static native void shim_gpio_name(int chip, int line, String name);

    static native void shim_gpio_wire(int chip, int from, int to);

    static native void shim_gpio_set(int chip, int line, int level);

    static native int shim_gpio_get(int chip, int line);

    static native void shim_gpio_skip(int chip, int line, int edges);

    static native void shim_gpio_use(int chip, int line, String consumer);

    static native long shim_gpio_flags(int chip, int line);

    static native int shim_gpio_debounce_us(int chip, int line);

    static native void shim_gpio_gone(int chip, int gone);

    static native void shim_gpio_break(int chip);

    static native void shim_gpio_freeze(int chip, int frozen);

    static native void shim_gpio_no_edges(int chip, int none);

    static native void shim_gpio_open_error(int chip, int errno);

    static native void shim_gpio_error(int chip, int errno);

    static native long shim_gpio_calls(int chip);
}
