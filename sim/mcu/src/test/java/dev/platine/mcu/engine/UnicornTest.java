package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.isa.Disassembler;
import dev.platine.mcu.isa.InstructionTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences, ours against libunicorn's, compared by registers, flags and memory. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class UnicornTest {
    private static final int LENGTH = 20;
    private static final int DATA_BYTES = 0x4000;
    private static final int SLOT_BYTES = 256;
    private static final int LITERALS_REACH = 0x1000;
    private static final int SLOTS = (Unicorn.CODE_SIZE - 2 * LITERALS_REACH) / SLOT_BYTES;
    private static final int IN_EVERY_BUILD = 100_000;
    private static final int IN_THE_PROOF = 5_000_000;

    @Test
    void shouldAgreeOnIntegerSequences() {
        assertThat(compare(false, IN_EVERY_BUILD, 1)).isEmpty();
    }

    @Test
    void shouldAgreeOnFloatingPointSequences() {
        assertThat(compare(true, IN_EVERY_BUILD, 2)).isEmpty();
    }

    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyIntegerSequences() {
        assertThat(compare(false, Integer.getInteger("platine.instructions", IN_THE_PROOF), seed()))
                .isEmpty();
    }

    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyFloatingPointSequences() {
        assertThat(compare(true, Integer.getInteger("platine.instructions", IN_THE_PROOF), seed() + 1))
                .isEmpty();
    }

    /** What the long comparison begins with: another number is another 10 million instructions. */
    private static long seed() {
        return Long.getLong("platine.seed", 3);
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
                    String difference =
                            difference(new Ours(), unicorn, code, Long.parseLong(columns[1]), floats, offset(columns));
                    if (!difference.isEmpty()) {
                        found.add(line + difference);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Where it stood, if that matters. */
    private static int offset(String[] columns) {
        return columns.length > 3 ? Integer.parseInt(columns[3]) : LITERALS_REACH;
    }

    private static List<String> compare(boolean floats, int instructions, long seed) {
        List<String> found = new ArrayList<>();
        Sequences sequences = new Sequences(seed, floats);
        SplittableRandom seeds = new SplittableRandom(seed + 1000);
        long begin = System.nanoTime();
        Ours ours = new Ours();
        try (Unicorn unicorn = new Unicorn(floats)) {
            while (ours.executed < instructions && found.size() < Integer.getInteger("platine.differences", 3)) {
                batch(ours, unicorn, sequences, seeds, floats, found);
            }
        }
        save(found, seed);
        assertThat(sequences.unseen()).as("encodings that were not compared").allMatch(UnicornTest::isHint);
        long ms = (System.nanoTime() - begin) / 1_000_000;
        System.out.println(ours.executed + (floats ? " floating-point" : " integer") + " instructions compared in " + ms
                + " ms, seed " + seed + ", differences " + found.size());
        return found;
    }

    /** Hints do nothing: the reference stops at some of them, or knows them not. */
    private static boolean isHint(String text) {
        return Stream.of("yield", "pld", "pli", "nop", "dbg").anyMatch(text::startsWith);
    }

    private static int offset(int slot) {
        return LITERALS_REACH + slot * SLOT_BYTES;
    }

    /** What differed, in the form of {@code reproducers.txt} behind the bar, to be replayed once it is understood. */
    private static void save(List<String> found, long seed) {
        if (!found.isEmpty()) {
            try {
                Files.write(Path.of("target", "differences-" + seed + ".txt"), found);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As many programs as have place, written at once and run each from its own address. */
    private static void batch(
            Ours ours,
            Unicorn unicorn,
            Sequences sequences,
            SplittableRandom seeds,
            boolean floats,
            List<String> found) {
        byte[] all = new byte[Unicorn.CODE_SIZE];
        byte[][] codes = new byte[SLOTS][];
        long[] states = new long[SLOTS];
        for (int i = 0; i < SLOTS; i++) {
            states[i] = seeds.nextLong();
            codes[i] = sequences.next(LENGTH, Sequences.roundsToNearest(states[i]));
            put(all, offset(i), codes[i]);
        }
        unicorn.code(all);
        ours.code(all);
        SortedMap<Integer, String> differing = new TreeMap<>();
        for (int i = 0; i < SLOTS; i++) {
            String difference = difference(ours, unicorn, Unicorn.CODE + offset(i), codes[i].length, states[i], floats);
            if (!difference.isEmpty()) {
                differing.put(i, difference);
            }
        }
        differing.forEach((i, difference) ->
                found.add(reduced(ours, unicorn, codes[i], states[i], floats, offset(i)) + ", first:" + difference));
    }

    /** A program with no-operations behind it, which a skip of its last instruction may reach. */
    private static void put(byte[] into, int at, byte[] code) {
        System.arraycopy(code, 0, into, at, code.length);
        for (int i = code.length; i < code.length + 8; i += 2) {
            into[at + i + 1] = (byte) 0xBF;
        }
    }

    /** The first instruction after which the two differ, with its reproducer. */
    private static String reduced(Ours ours, Unicorn unicorn, byte[] code, long seed, boolean floats, int offset) {
        int at = 0;
        while (at < code.length) {
            int first = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
            boolean wide = InstructionTable.isWide(first);
            int word = wide ? first << 16 | code[at + 2] & 0xFF | (code[at + 3] & 0xFF) << 8 : first;
            at += wide ? 4 : 2;
            String difference = difference(ours, unicorn, Arrays.copyOf(code, at), seed, floats, offset);
            if (!difference.isEmpty() && !difference.contains("stopped")) {
                String text = Disassembler.text(word, Unicorn.CODE + offset + at, 0);
                return text + ":" + difference + " | " + (floats ? "float" : "integer") + " " + seed + " "
                        + HexFormat.of().formatHex(Arrays.copyOf(code, at)) + " " + offset;
            }
        }
        return "not reproduced by a prefix: " + seed + " " + HexFormat.of().formatHex(code) + " " + offset;
    }

    /** One program alone, at an offset. */
    private static String difference(Ours ours, Unicorn unicorn, byte[] code, long seed, boolean floats, int offset) {
        byte[] program = new byte[offset + SLOT_BYTES];
        put(program, offset, code);
        unicorn.code(program);
        ours.code(program);
        return difference(ours, unicorn, Unicorn.CODE + offset, code.length, seed, floats);
    }

    private static String difference(Ours ours, Unicorn unicorn, int at, int bytes, long seed, boolean floats) {
        State begin = Sequences.state(seed, floats);
        byte[] data = new byte[DATA_BYTES];
        new SplittableRandom(seed).nextBytes(data);
        unicorn.data(data);
        unicorn.set(begin, at);
        int error = unicorn.run(at, at + bytes);
        State there = new State();
        unicorn.get(there);
        System.arraycopy(data, 0, ours.data.bytes(), 0, DATA_BYTES);
        ours.set(begin, at);
        ours.run(at + bytes);
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
