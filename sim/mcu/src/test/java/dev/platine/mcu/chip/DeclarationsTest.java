package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.register.Field;
import dev.platine.mcu.register.Register;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our declarations against the vendor's tables: every register and field that the vendor names in a block of ours is declared there, modelled or
 * known, with the same reset value; what differs is in the list of exceptions with its reason.
 */
class DeclarationsTest {
    private static final Map<String, String> EXCEPTIONS = exceptions();

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    private static Map<String, String> exceptions() {
        Map<String, String> reasons = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DeclarationsTest.class.getResourceAsStream("declaration-exceptions.txt")),
                StandardCharsets.UTF_8))) {
            lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> {
                int blank = line.indexOf(' ');
                reasons.put(line.substring(0, blank), line.substring(blank + 1));
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return reasons;
    }

    /**
     * An exception may name the chip, or all chips: {@code stm32f407:USART2.CR1}, {@code USART.CR1} by the block's kind; {@code CAN2.F*} names
     * what begins so.
     */
    private static boolean excepted(ChipSpec spec, Peripheral block, String rest) {
        return excepted(spec.name() + ":" + block.name() + "." + rest)
                || excepted(block.name() + "." + rest)
                || excepted(block.layout().kind() + "." + rest);
    }

    private static boolean excepted(String name) {
        return EXCEPTIONS.containsKey(name)
                || EXCEPTIONS.keySet().stream()
                        .anyMatch(key -> key.endsWith("*") && name.startsWith(key.substring(0, key.length() - 1)));
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldDeclareWhatTheVendorNames(ChipSpec spec) {
        Bench bench = new Bench(spec);
        List<String> wrong = new ArrayList<>();
        for (KnownRegisters.Known known : bench.chip().known().all()) {
            for (BlockSpec declared : spec.blocks()) {
                int offset = known.address() - declared.base();
                if (Integer.compareUnsigned(offset, declared.sizeBytes()) < 0) {
                    Peripheral block =
                            Objects.requireNonNull(bench.chip().blocks().get(declared.name()));
                    compare(spec, block, offset, known, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldResetTheProcessorsRegistersAsTheVendorSays(ChipSpec spec) {
        Bench bench = new Bench(spec);
        List<String> wrong = new ArrayList<>();
        for (KnownRegisters.Known known : bench.chip().known().all()) {
            String name = known.block() + "." + known.name();
            long reset = bench.chip().processor().debug().peek(known.address(), 4);
            boolean same = reset == (known.reset() & 0xFFFFFFFFL);
            if (known.isProcessors() && !same && !excepted(name) && !excepted(spec.name() + ":" + name)) {
                wrong.add(name + " resets to 0x" + Long.toHexString(reset) + ", vendor: 0x"
                        + Integer.toHexString(known.reset()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(
            ChipSpec spec, Peripheral block, int offset, KnownRegisters.Known known, List<String> wrong) {
        Register ours = block.layout().at(offset / 4);
        String where = spec.name() + ":" + block.name() + ".";
        if (ours == null) {
            if (!excepted(spec, block, known.name())) {
                wrong.add(where + known.name() + " at +0x" + Integer.toHexString(offset) + " is not declared");
            }
            return;
        }
        long reset = block.peek(offset, 4);
        if (reset != (known.reset() & ~ours.writeOnly() & 0xFFFFFFFFL) && !excepted(spec, block, ours.name())) {
            wrong.add(where + ours.name() + " resets to 0x" + Long.toHexString(reset) + ", vendor: 0x"
                    + Integer.toHexString(known.reset()));
        }
        int missing = namedBits(known) & ~ours.named();
        if (missing != 0 && !excepted(spec, block, ours.name())) {
            wrong.add(where + ours.name() + " lacks " + known.names(missing));
        }
    }

    private static int namedBits(KnownRegisters.Known known) {
        int bits = 0;
        for (String text :
                known.fields().isBlank() ? new String[0] : known.fields().trim().split(" ", -1)) {
            int colon = text.indexOf(':');
            int lsb = Integer.parseInt(text.substring(text.indexOf('@') + 1, colon));
            int width = Integer.parseInt(text.substring(colon + 1));
            bits |= new Field("", lsb, width, dev.platine.mcu.register.Access.RW, true).mask();
        }
        return bits;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldDeclareNoFieldsThatOverlap(ChipSpec spec) {
        Bench bench = new Bench(spec);
        List<String> wrong = new ArrayList<>();
        for (Peripheral block : bench.chip().blocks().values()) {
            for (Register register : block.layout().registers()) {
                int seen = 0;
                Set<String> names = new HashSet<>();
                for (Field field : register.fields()) {
                    if ((seen & field.mask()) != 0 || !names.add(field.name())) {
                        wrong.add(block.name() + "." + register.name() + "." + field.name());
                    }
                    seen |= field.mask();
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
