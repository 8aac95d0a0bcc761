package dev.platine.mcu.chip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The alternate functions of a chip's pins, from its table among the resources: a line a pin, {@code PA2 1=TIM2_CH3 3=TIM9_CH1
 * 7=USART2_TX}.
 */
final class PinFunctions {
    private PinFunctions() {}

    static @Nullable String[][] of(ChipSpec spec) {
        @Nullable String[][] functions = new String[spec.pins()][16];
        InputStream in = PinFunctions.class.getResourceAsStream(spec.name() + "-pins.txt");
        if (in == null) {
            throw new IllegalArgumentException("no table of pins: chip=" + spec.name());
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("P")).forEach(line -> read(line.trim(), functions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return functions;
    }

    private static void read(String line, @Nullable String[][] functions) {
        int blank = end(line, 0);
        int pin = (line.charAt(1) - 'A') * 16 + Integer.parseInt(line, 2, blank, 10);
        while (blank < line.length() && pin < functions.length) {
            int from = blank + 1;
            int equals = line.indexOf('=', from);
            blank = end(line, from);
            if (blank > from) {
                functions[pin][Integer.parseInt(line, from, equals, 10)] = line.substring(equals + 1, blank);
            }
        }
    }

    private static int end(String line, int from) {
        int blank = line.indexOf(' ', from);
        return blank < 0 ? line.length() : blank;
    }
}
