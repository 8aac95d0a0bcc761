package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of pins: their form, how many pins there are, and that blocks only ask for signals that can reach a pin. */
class PinTablesTest {
    /**
     * Of the largest package; the F401 and F411 in LQFP100 and UFBGA100 differ by a pin (PB11, PD8 not in both), the F405 has two more
     * (PI0, PI1) in its WLCSP90.
     */
    private static final Map<String, Integer> PINS =
            Map.of("stm32f401", 82, "stm32f405", 114 + 2, "stm32f407", 140, "stm32f411", 82, "stm32f446", 114);

    /** What registers know and no pin of the chip has. */
    private static final Map<String, Set<String>> WITHOUT_PINS =
            Map.of("stm32f401", Set.of("USART6_CTS", "USART6_RTS"), "stm32f411", Set.of("USART6_CTS", "USART6_RTS"));

    /** The same on all chips. */
    private static final Set<String> NOWHERE = Set.of("TIM5_ETR");

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    private static List<String> lines(ChipSpec spec) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ChipSpec.class.getResourceAsStream(spec.name() + "-pins.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldBeWellFormed(ChipSpec spec) {
        Set<String> pins = new HashSet<>();
        for (String line : lines(spec)) {
            assertThat(line).matches("P[A-I]\\d+( \\d+=[A-Z][A-Za-z0-9_/-]+)+");
            String[] words = line.split(" ", -1);
            assertThat(pins.add(words[0])).as(line).isTrue();
            List<Integer> functions = Arrays.stream(words)
                    .skip(1)
                    .map(word -> Integer.valueOf(word.substring(0, word.indexOf('='))))
                    .toList();
            assertThat(functions)
                    .as(line)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(15);
        }
        assertThat(pins).hasSize(Objects.requireNonNull(PINS.get(spec.name())));
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldHaveAPortForEachPin(ChipSpec spec) {
        Set<String> ports = spec.blocks().stream()
                .map(BlockSpec::name)
                .filter(name -> name.startsWith("GPIO"))
                .collect(Collectors.toSet());
        Set<String> needed = lines(spec).stream().map(l -> "GPIO" + l.charAt(1)).collect(Collectors.toSet());
        assertThat(ports).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldHaveEverySignalThatABlockAsksFor(ChipSpec spec) {
        Set<String> known = new HashSet<>(WITHOUT_PINS.getOrDefault(spec.name(), Set.of()));
        for (@Nullable String[] pin : PinFunctions.of(spec)) {
            for (String names : pin) {
                known.addAll(names == null ? List.of() : Arrays.asList(names.split("/", -1)));
            }
        }
        Set<String> missing = new TreeSet<>(new Bench(spec).chip().router().signals());
        missing.removeAll(known);
        missing.removeAll(NOWHERE);
        assertThat(missing)
                .as("not in the table of pins; spelled otherwise there?")
                .isEmpty();
    }

    /** Samples of each data sheet, so that a table of the wrong chip is noticed. */
    @Test
    void shouldSayWhatTheDataSheetsSay() {
        assertThat(function(Stm32f4.f401(), "PA11", 8)).isEqualTo("USART6_TX");
        assertThat(function(Stm32f4.f405(), "PC12", 8)).isEqualTo("UART5_TX");
        assertThat(function(Stm32f4.f405(), "PA1", 11))
                .as("Ethernet is the F407's")
                .isNull();
        assertThat(function(Stm32f4.f407(), "PA1", 11)).isEqualTo("ETH_REF_CLK/ETH_RX_CLK");
        assertThat(function(Stm32f4.f407(), "PD12", 2)).isEqualTo("TIM4_CH1");
        assertThat(function(Stm32f4.f411(), "PA15", 7)).isEqualTo("USART1_TX");
        assertThat(function(Stm32f4.f411(), "PB0", 6)).isEqualTo("SPI5_SCK/I2S5_CK");
        assertThat(function(Stm32f4.f446(), "PC9", 7)).isEqualTo("UART5_CTS");
        assertThat(function(Stm32f4.f446(), "PB8", 1)).isEqualTo("TIM2_CH1/TIM2_ETR");
        for (ChipSpec spec : Stm32f4.all()) {
            assertThat(function(spec, "PA2", 7)).isEqualTo("USART2_TX");
            assertThat(function(spec, "PA8", 0)).isEqualTo("MCO1");
            assertThat(function(spec, "PA13", 0)).isEqualTo("JTMS-SWDIO");
            assertThat(function(spec, "PB6", 4)).isEqualTo("I2C1_SCL");
        }
    }

    private static @Nullable String function(ChipSpec spec, String pin, int number) {
        return PinFunctions.of(spec)[Bench.pin(pin)][number];
    }

    @Test
    void shouldNumberSeveralFunctionsOfAPinApart() {
        List<String> alike = new ArrayList<>();
        for (ChipSpec spec : Stm32f4.all()) {
            lines(spec).forEach(line -> {
                List<String> names = Arrays.stream(line.split(" ", -1))
                        .skip(1)
                        .map(w -> w.substring(w.indexOf('=') + 1))
                        .toList();
                if (new HashSet<>(names).size() != names.size()) {
                    alike.add(spec.name() + " " + line);
                }
            });
        }
        assertThat(alike).isEmpty();
    }
}
