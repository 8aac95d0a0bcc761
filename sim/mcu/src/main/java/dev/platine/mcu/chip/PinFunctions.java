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
        String[] words = line.split(" +", -1);
        int pin = (words[0].charAt(1) - 'A') * 16 + Integer.parseInt(words[0].substring(2));
        for (int i = 1; i < words.length && pin < functions.length; i++) {
            int equals = words[i].indexOf('=');
            functions[pin][Integer.parseInt(words[i].substring(0, equals))] = words[i].substring(equals + 1);
        }
    }
}
