package dev.platine.conformance.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** What the stand-ins of I2C and SPI take from tests, see {@code shim_i2c.c} and {@code shim_spi.c}. Only where they are preloaded. */
final class BusShim {
    static {
        Native.register(BusShim.class, NativeLibrary.getProcess());
    }

    private BusShim() {}

    static native void shim_i2c_bus(int bus, long functions);

    static native void shim_i2c_chip(int bus, int address, int registerBytes);

    static native void shim_i2c_put(int bus, int address, int at, int value);

    static native int shim_i2c_get(int bus, int address, int at);

    static native void shim_i2c_gone(int bus, int address, int gone);

    static native void shim_i2c_driven(int bus, int address, int driven);

    static native void shim_i2c_error(int bus, int errno, int count);

    static native long shim_i2c_calls(int bus);

    static native long shim_i2c_writes(int bus, int address);

    static native void shim_spi_device(int number, int refused, int fastestHz);

    static native void shim_spi_input(int number, int input, int value);

    static native int shim_spi_output(int number);

    static native void shim_spi_error(int number, int errno);

    static native long shim_spi_outputs(int number);

    static native long shim_spi_calls(int number);

    static native long shim_spi_selects(int number);

    static native int shim_spi_mode(int number);
}
