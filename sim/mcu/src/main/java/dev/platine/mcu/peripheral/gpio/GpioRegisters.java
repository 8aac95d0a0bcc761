package dev.platine.mcu.peripheral.gpio;

import dev.platine.mcu.register.RegisterLayout;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A port's registers; the ports with debug pins have values of their own after reset. */
final class GpioRegisters {
    static final int MODER = 0x00;
    static final int OTYPER = 0x04;
    static final int OSPEEDR = 0x08;
    static final int PUPDR = 0x0C;
    static final int IDR = 0x10;
    static final int ODR = 0x14;
    static final int BSRR = 0x18;
    static final int LCKR = 0x1C;
    static final int AFRL = 0x20;
    static final int AFRH = 0x24;

    private static final RegisterLayout A = layout(0xA8000000, 0, 0x64000000);
    private static final RegisterLayout B = layout(0x00000280, 0x000000C0, 0x00000100);
    private static final RegisterLayout OTHER = layout(0, 0, 0);

    private GpioRegisters() {}

    static RegisterLayout of(char letter) {
        return switch (letter) {
            case 'A' -> A;
            case 'B' -> B;
            default -> OTHER;
        };
    }

    private static RegisterLayout layout(int mode, int speed, int pull) {
        return RegisterLayout.of("GPIO")
                .register("MODER", MODER, mode, fields("MODER", 16, 2, 0, 0, "rw"))
                .register("OTYPER", OTYPER, 0, fields("OT", 16, 1, 0, 0, "rw"))
                .register("OSPEEDR", OSPEEDR, speed, fields("OSPEEDR", 16, 2, 0, 0, "rw!"))
                .register("PUPDR", PUPDR, pull, fields("PUPDR", 16, 2, 0, 0, "rw"))
                .register("IDR", IDR, 0, fields("IDR", 16, 1, 0, 0, "r"))
                .register("ODR", ODR, 0, fields("ODR", 16, 1, 0, 0, "rw"))
                .register("BSRR", BSRR, 0, fields("BS", 16, 1, 0, 0, "w") + fields("BR", 16, 1, 16, 0, "w"))
                .register("LCKR", LCKR, 0, fields("LCK", 16, 1, 0, 0, "rw") + "LCKK@16 rw")
                .register("AFRL", AFRL, 0, fields("AFRL", 8, 4, 0, 0, "rw"))
                .register("AFRH", AFRH, 0, fields("AFRH", 8, 4, 0, 8, "rw"))
                .build();
    }

    private static String fields(String name, int count, int width, int lsb, int first, String access) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + (first + i) + "@" + (lsb + i * width) + ":" + width + " " + access + ", ")
                .collect(Collectors.joining());
    }
}
