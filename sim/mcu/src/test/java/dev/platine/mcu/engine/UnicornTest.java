package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.isa.Disassembler;
import dev.platine.mcu.isa.InstructionTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences, ours against libunicorn's, compared by registers, flags and memory. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class UnicornTest {
    private static final int LENGTH = 20;
    private static final int DATA_BYTES = 0x4000;

    @Test
    void shouldAgreeOnIntegerSequences() {
        assertThat(compare(false, 4_000, 1)).isEmpty();
    }

    @Test
    void shouldAgreeOnFloatingPointSequences() {
        assertThat(compare(true, 4_000, 2)).isEmpty();
    }

    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyIntegerSequences() {
        assertThat(compare(false, Integer.getInteger("platine.instructions", 5_000_000), 3))
                .isEmpty();
    }

    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyFloatingPointSequences() {
        assertThat(compare(true, Integer.getInteger("platine.instructions", 5_000_000), 4))
                .isEmpty();
    }

    /** Sequences that once differed, by a mistake here or in how the two are compared: kind, seed of the state, program. */
    @Test
    void shouldAgreeOnEveryReproducer() throws IOException {
        List<String> found = new ArrayList<>();
        try (InputStream in = UnicornTest.class.getResourceAsStream("reproducers.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] columns = line.split(" ");
                boolean floats = columns[0].equals("float");
                try (Unicorn unicorn = new Unicorn(floats)) {
                    byte[] code = HexFormat.of().parseHex(columns[2]);
                    String difference = difference(new Ours(), unicorn, code, Long.parseLong(columns[1]), floats);
                    if (!difference.isEmpty()) {
                        found.add(line + difference);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<String> compare(boolean floats, int instructions, long seed) {
        List<String> found = new ArrayList<>();
        Sequences sequences = new Sequences(seed, floats);
        SplittableRandom seeds = new SplittableRandom(seed + 1000);
        try (Unicorn unicorn = new Unicorn(floats)) {
            Ours ours = new Ours();
            while (ours.executed < instructions && found.size() < Integer.getInteger("platine.differences", 3)) {
                long stateSeed = seeds.nextLong();
                byte[] code = sequences.next(LENGTH, Sequences.roundsToNearest(stateSeed));
                String difference = difference(ours, unicorn, code, stateSeed, floats);
                if (!difference.isEmpty()) {
                    found.add(reduced(ours, unicorn, code, stateSeed, floats) + " first:" + difference);
                }
            }
        }
        return found;
    }

    /** The first instruction after which the two differ, with its reproducer. */
    private static String reduced(Ours ours, Unicorn unicorn, byte[] code, long seed, boolean floats) {
        int at = 0;
        while (at < code.length) {
            int first = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
            boolean wide = InstructionTable.isWide(first);
            int word = wide ? first << 16 | code[at + 2] & 0xFF | (code[at + 3] & 0xFF) << 8 : first;
            at += wide ? 4 : 2;
            String difference = difference(ours, unicorn, Arrays.copyOf(code, at), seed, floats);
            if (!difference.isEmpty() && !difference.contains("stopped")) {
                String text = Disassembler.text(word, Unicorn.CODE + at, 0);
                return text + ":" + difference + " | " + (floats ? "float" : "integer") + " " + seed + " "
                        + HexFormat.of().formatHex(Arrays.copyOf(code, at));
            }
        }
        return "not reproduced by a prefix: " + seed + " " + HexFormat.of().formatHex(code);
    }

    static String difference(Ours ours, Unicorn unicorn, byte[] code, long seed, boolean floats) {
        State begin = Sequences.state(seed, floats);
        byte[] data = new byte[DATA_BYTES];
        new SplittableRandom(seed).nextBytes(data);
        byte[] program = Arrays.copyOf(code, code.length + 8);
        for (int i = code.length; i < program.length; i += 2) {
            program[i + 1] = (byte) 0xBF;
        }
        unicorn.code(program);
        unicorn.data(data);
        unicorn.set(begin);
        int error = unicorn.run(code.length);
        State there = new State();
        unicorn.get(there);
        ours.code(program);
        System.arraycopy(data, 0, ours.data.bytes(), 0, DATA_BYTES);
        ours.set(begin);
        ours.run(code.length);
        State here = new State();
        ours.get(here);
        if (error != 0 || ours.processor.exceptionNumber() != 0) {
            int exception = ours.processor.exceptionNumber();
            ours.reset();
            return " stopped: exception " + exception + ", error " + error;
        }
        String difference = here.same(there) ? "" : here.difference(there);
        byte[] written = unicorn.data(DATA_BYTES);
        int mismatch = Arrays.mismatch(written, 0, DATA_BYTES, ours.data.bytes(), 0, DATA_BYTES);
        return mismatch < 0 ? difference : difference + " memory at " + Integer.toHexString(mismatch);
    }
}
