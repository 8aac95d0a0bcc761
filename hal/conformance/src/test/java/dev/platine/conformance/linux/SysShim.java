package dev.platine.conformance.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stand-in of PWM chips and IIO devices, see {@code shim_sys.c}: folders as the kernel's. */
final class SysShim {
    static {
        Native.register(SysShim.class, NativeLibrary.getProcess());
    }

    private SysShim() {}

    static native void shim_sys_error(String end, int errno);

    /** A PWM chip without an exported output. */
    static Path pwmChip(Bench bench, int number, int outputs, String device) {
        try {
            Path chip = Files.createDirectories(bench.sys().resolve("class/pwm/pwmchip" + number));
            put(chip.resolve("npwm"), outputs + "");
            put(chip.resolve("export"), "");
            put(chip.resolve("unexport"), "");
            Path of = Files.createDirectories(
                    bench.sys().resolve("devices/platform").resolve(device));
            Files.createSymbolicLink(chip.resolve("device"), of);
            return chip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An IIO device; its files as name and content. */
    static Path iioDevice(Bench bench, int number, String name, String label, String... files) {
        try {
            Path device = Files.createDirectories(bench.sys().resolve("bus/iio/devices/iio:device" + number));
            put(device.resolve("name"), name);
            if (!label.isEmpty()) {
                put(device.resolve("label"), label);
            }
            for (int i = 0; i < files.length; i += 2) {
                put(device.resolve(files[i]), files[i + 1]);
            }
            return device;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path file, String text) {
        try {
            Files.writeString(file, text.isEmpty() ? "" : text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String get(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
