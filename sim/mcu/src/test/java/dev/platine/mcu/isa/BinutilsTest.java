package dev.platine.mcu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table against binutils: what is defined, and its text. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BinutilsTest {
    private static final int BATCH = 250_000;

    @BeforeAll
    static void tools() {
        Objdump.assumeInstalled();
    }

    @Test
    void shouldAgreeOnEveryHalfword() throws Exception {
        short[] halfwords = new short[0xE800 - 0x100];
        int count = 0;
        for (int h = 0; h < 0xE800; h++) {
            if (h >>> 8 != 0xBF) {
                halfwords[count++] = (short) h;
            }
        }
        Differences differences = Differences.read();
        assertThat(compare(differences, halfwords)).isEmpty();
        assertThat(differences.unused().stream()
                        .filter(e -> e.is16() && !e.bits.startsWith("10111111"))
                        .map(e -> e.bits))
                .isEmpty();
    }

    @Test
    void shouldAgreeOnEveryItBlockAndHint() throws Exception {
        short[] halfwords = new short[0x100 * 6];
        for (int h = 0; h < 0x100; h++) {
            halfwords[h * 6] = (short) (0xBF00 | h);
            for (int i = 1; i < 6; i++) {
                halfwords[h * 6 + i] = 0x1888;
            }
        }
        assertThat(compare(Differences.read(), halfwords)).isEmpty();
    }

    @Test
    void shouldAgreeOnASweepOfWideEncodings() throws Exception {
        sweep(200_000, 1);
    }

    @Test
    @Tag("slow")
    void shouldAgreeOnTwoMillionWideEncodings() throws Exception {
        Differences differences = sweep(2_500_000, 2);
        assertThat(differences.unused().stream().filter(e -> !e.is16()).map(e -> e.bits + " " + e.how))
                .isEmpty();
    }

    private static Differences sweep(int count, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Differences differences = Differences.read();
        List<Row> rows = InstructionTable.armv7em().rows().stream()
                .filter(r -> r.size() == 4)
                .toList();
        for (int done = 0; done < count; done += BATCH) {
            short[] halfwords = new short[2 * Math.min(BATCH, count - done)];
            for (int i = 0; i < halfwords.length; i += 2) {
                int word = random.nextInt(3) == 0 ? anyWide(random) : ofRow(random, rows);
                halfwords[i] = (short) (word >>> 16);
                halfwords[i + 1] = (short) word;
            }
            assertThat(compare(differences, halfwords)).isEmpty();
        }
        return differences;
    }

    private static int anyWide(SplittableRandom random) {
        return 0xE800 + random.nextInt(0x1800) << 16 | random.nextInt(0x10000);
    }

    /** An encoding of a row, with one of its fixed bits turned now and then. */
    private static int ofRow(SplittableRandom random, List<Row> rows) {
        Row row = rows.get(random.nextInt(rows.size()));
        int word = row.value() | random.nextInt() & ~row.mask();
        if (random.nextInt(4) == 0) {
            word |= 0xF << 4 * random.nextInt(6) & ~row.mask();
        }
        int turned = random.nextInt(4) == 0 ? word ^ 1 << random.nextInt(27) : word;
        return turned >>> 16 >= 0xE800 ? turned : word;
    }

    /** The first unexplained differences. */
    private static List<String> compare(Differences differences, short[] halfwords) throws Exception {
        List<String> found = new ArrayList<>();
        int it = 0;
        int at = 0;
        for (Objdump.Line line : Objdump.disassemble(halfwords)) {
            assertThat(line.address()).isEqualTo(at);
            int first = halfwords[at / 2] & 0xFFFF;
            boolean wide = InstructionTable.isWide(first);
            int word = wide ? first << 16 | halfwords[at / 2 + 1] & 0xFFFF : first;
            at += wide ? 4 : 2;
            String here = Disassembler.text(word, line.address(), it);
            it = first >>> 8 == 0xBF && (first & 15) != 0 ? first & 0xFF : it == 0 ? 0 : Condition.advance(it);
            if (!here.equals(line.text()) && !differences.explain(word, here, line.text()) && found.size() < limit()) {
                found.add(String.format("%s %08x: %s | %s", bits(word, wide), word, here, line.text()));
            }
        }
        return found;
    }

    private static int limit() {
        return Integer.getInteger("platine.differences", 20);
    }

    private static String bits(int word, boolean wide) {
        String text = Integer.toBinaryString(word | (wide ? 0 : 0x10000));
        return wide ? text : text.substring(1);
    }
}
