package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.engine.Sequences;
import dev.platine.mcu.engine.State;
import dev.platine.mcu.engine.TestEngines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The random sequences that the interpreter is compared with another simulator by: with the same seeds, carried out by both engines, hot.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SequencesTest {
    private static final int LENGTH = 20;
    private static final int CODE = Bare.FLASH + 0xC000;
    private static final int DATA_BYTES = 0x4000;
    /** {@code vmov.f32 s0, s0}: the floating-point unit is ready from then on. */
    private static final int VMOV_FIRST = 0xEEB0;

    private static final int VMOV_SECOND = 0x0A40;
    private static final int BRANCH_OVER_TWO = 0xE001;
    private static final int BRANCH_TO_SELF = 0xE7FE;
    private static final int NOP = 0xBF00;
    /** Translated code does arithmetic by itself only where this flag is up already: mostly it is. */
    private static final int INEXACT = 0x10;

    /** Half of it, when both are compared first, is more than the longest sequence has. */
    private static final int CYCLES = 100;

    /** The second run translates, the third enters what was translated. */
    private static final int WARM = 2;

    private static final long IN_EVERY_BUILD = 10_000;
    private static final long IN_THE_PROOF = 2_000_000;

    @Test
    void shouldAgreeOnIntegerSequences() {
        assertThat(compare(false, IN_EVERY_BUILD, 1)).isEmpty();
    }

    @Test
    void shouldAgreeOnFloatingPointSequences() {
        assertThat(compare(true, IN_EVERY_BUILD, 2)).isEmpty();
    }

    /** {@code -Dplatine.seed=N} is another set. */
    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyIntegerSequences() {
        assertThat(compare(false, IN_THE_PROOF, Long.getLong("platine.seed", 3)))
                .isEmpty();
    }

    @Test
    @Tag("proof")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldAgreeOnManyFloatingPointSequences() {
        assertThat(compare(true, IN_THE_PROOF, Long.getLong("platine.seed", 3) + 1))
                .isEmpty();
    }

    /** The sequences that are kept because the interpreter once had them wrong. */
    @Test
    void shouldAgreeOnEveryReproducer() throws IOException {
        Both both = new Both(Engines.tested());
        try (InputStream in = State.class.getResourceAsStream("reproducers.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] columns = line.split(" ");
                byte[] code = HexFormat.of().parseHex(columns[2]);
                boolean floats = columns[0].equals("float");
                assertThat(both.difference(plan(code, Long.parseLong(columns[1]), floats)))
                        .isEmpty();
            }
        }
    }

    private static List<String> compare(boolean floats, long instructions, long seed) {
        List<String> found = new ArrayList<>();
        Sequences sequences = new Sequences(seed, floats);
        SplittableRandom seeds = new SplittableRandom(seed + 1000);
        AtomicInteger classes = new AtomicInteger();
        Both both = new Both(Engines.tested(bytes -> classes.incrementAndGet()));
        long begin = System.nanoTime();
        long count = instructions / LENGTH;
        for (int i = 0; i < count && found.size() < 3; i++) {
            long state = seeds.nextLong();
            byte[] code = sequences.next(LENGTH, Sequences.roundsToNearest(state));
            if (i % 500 == 499) {
                both.fresh();
            }
            String difference = both.difference(plan(code, state, floats));
            if (!difference.isEmpty()) {
                found.add(difference);
            }
        }
        System.out.println(count + (floats ? " floating-point" : " integer") + " sequences of " + LENGTH
                + " instructions compared in " + (System.nanoTime() - begin) / 1_000_000 + " ms, " + classes
                + " classes, seed " + seed);
        if (!TestEngines.areChosen()) {
            assertThat(classes.get()).as("translated").isGreaterThan((int) count * 9 / 10);
        }
        return found;
    }

    /** A branch to the sequence, not the first instruction of a burst, so that its start is met; behind it, what a skip may reach, and a branch to itself. */
    private static Plan plan(byte[] code, long seed, boolean floats) {
        byte[] data = new byte[DATA_BYTES];
        new SplittableRandom(seed).nextBytes(data);
        State begin = Sequences.state(seed, floats);
        Plan plan = new Plan()
                .about((floats ? "floating-point" : "integer") + " sequence of state " + seed)
                .image(Programs.ELF)
                .halfwords(CODE - 10, VMOV_FIRST, VMOV_SECOND, BRANCH_OVER_TWO, NOP, NOP)
                .bytes(CODE, code)
                .halfwords(CODE + code.length, NOP, NOP, NOP, BRANCH_TO_SELF)
                .bytes(Bare.RAM, data)
                .register(CoreRegisters.FPSCR, begin.fpscr | ((seed & 6) != 0 ? INEXACT : 0))
                .register(CoreRegisters.XPSR, begin.status | 1 << 24)
                .start(CODE - 10)
                .seed(seed | 1) // compared seldom, so that there is budget enough to enter a region
                .warm(WARM)
                .end(CYCLES);
        for (int i = 0; i < 15; i++) {
            plan.register(i, begin.r[i]);
        }
        for (int i = 0; i < 32; i++) {
            plan.register(CoreRegisters.S0 + i, begin.s[i]);
        }
        return plan;
    }
}
