package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.frame.FrameCounters;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.protocol.proto.BoardRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both sides are given what the fuzzer found worth keeping, and mutants of it: they agree on each frame and each counter, and on
 * which messages are taken. {@code -Ddevice.corpus=FOLDER} takes another corpus too.
 */
class AgreementTest {
    private static final int MUTANTS = 10_000;
    private static final int LINES = 2_000;

    @TempDir
    static Path folder = Path.of("");

    /** The inputs of the fuzz target without the byte that says in which state the board is. */
    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("fuzz/corpus.hex"))) {
            corpus.add(HexFormat.of().parseHex(line.substring(2)));
        }
        for (String place : new String[] {"fuzz/seeds", System.getProperty("device.corpus", "")}) {
            if (place.isEmpty() || !Files.isDirectory(Path.of(place))) {
                continue;
            }
            try (Stream<Path> files = Files.list(Path.of(place))) {
                for (Path file : files.sorted().toList()) {
                    byte[] input = Files.readAllBytes(file);
                    corpus.add(Arrays.copyOfRange(input, Math.min(1, input.length), Math.min(input.length, 8_000)));
                }
            }
        }
        return corpus;
    }

    private static List<byte[]> cases() throws IOException {
        List<byte[]> corpus = corpus();
        List<byte[]> cases = new ArrayList<>(corpus);
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < MUTANTS; i++) {
            cases.add(mutant(corpus, random));
        }
        return cases;
    }

    private static byte[] mutant(List<byte[]> corpus, SplittableRandom random) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        for (int k = random.nextInt(4); k >= 0 && bytes.length > 0; k--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] other = corpus.get(random.nextInt(corpus.size()));
                    byte[] joined = Arrays.copyOf(bytes, at + other.length);
                    System.arraycopy(other, 0, joined, at, other.length);
                    bytes = joined.length > 4_000 ? bytes : joined;
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 508, 1_016, 1_024})
    void shouldFindTheSameFramesAndFaults(int limitBytes) throws IOException {
        List<byte[]> cases = cases();
        SplittableRandom random = new SplittableRandom(limitBytes);
        for (int i = 0; i < LINES; i++) {
            cases.add(line(limitBytes, random));
        }
        List<String> answers = Decoder.decode(folder, cases, "frames", String.valueOf(limitBytes));
        assertThat(answers).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(answers.get(i))
                    .as(HexFormat.of().formatHex(cases.get(i)))
                    .isEqualTo(inJava(cases.get(i), limitBytes));
        }
        assertThat(answers).anyMatch(answer -> answer.contains(":"));
    }

    /** A few frames, small ones and such as are about as long as the limit, some of them damaged. */
    private static byte[] line(int limitBytes, SplittableRandom random) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        FrameEncoder encoder = new FrameEncoder(4_096);
        encoder.limit(4_096);
        for (int frames = random.nextInt(1, 4); frames > 0; frames--) {
            int length = random.nextBoolean() ? random.nextInt(12) : limitBytes - 12 + random.nextInt(7);
            int mask = random.nextInt(3) == 0 ? 0 : 0xff >>> random.nextInt(8);
            for (int i = 0; i < length; i++) {
                encoder.array()[encoder.messageOffset() + i] = (byte) (random.nextInt(256) | mask);
            }
            int bytes = encoder.finish(random.nextInt(5), random.nextInt(), length);
            byte[] frame = Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + bytes);
            if (random.nextInt(4) == 0) {
                frame[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) { // as a sender writes it that closes a full last block by an empty one
                line.writeBytes(Arrays.copyOf(frame, bytes - 1));
                line.write(1);
                line.write(0);
            } else {
                line.writeBytes(frame);
            }
        }
        return line.toByteArray();
    }

    private static String inJava(byte[] bytes, int limitBytes) {
        StringBuilder found = new StringBuilder();
        FrameDecoder decoder = new FrameDecoder(4_096);
        decoder.limit(limitBytes);
        decoder.feed(
                bytes,
                0,
                bytes.length,
                (kind, sequence, array, offset, length) -> found.append(kind)
                        .append(':')
                        .append(Integer.toUnsignedString(sequence))
                        .append(':')
                        .append(HexFormat.of().formatHex(array, offset, offset + length))
                        .append(' '));
        FrameCounters counters = decoder.counters();
        return found
                + (counters.whole() + " " + counters.badCrc() + " " + counters.overlong() + " ")
                + (counters.malformed() + " " + counters.resynchronised());
    }

    /** Every message that the device takes, Java takes, and reads the same; what only Java takes breaks one of {@link Bounds}. */
    @Test
    void shouldTakeTheSameMessagesAndReadTheSame() throws IOException {
        List<byte[]> cases = cases();
        List<String> answers = Decoder.decode(folder, cases, "request");
        assertThat(answers).hasSameSizeAs(cases);
        int taken = 0;
        for (int i = 0; i < cases.size(); i++) {
            byte[] message = cases.get(i);
            String hex = HexFormat.of().formatHex(message);
            boolean takes = !answers.get(i).equals(Decoder.NO);
            byte[] inJava = knownOf(message);
            assertThat(takes).as(hex).isEqualTo(inJava != null && Bounds.hold(message));
            if (takes && inJava != null && !Bounds.returnToABody(message)) {
                taken++;
                assertThat(answers.get(i)).as(hex).isEqualTo(HexFormat.of().formatHex(inJava));
            }
        }
        assertThat(taken).isBetween(100, cases.size() - 100);
    }

    /** Ten bytes are the most that a varint has, in fields too that nobody knows: field 15 here. */
    @Test
    void shouldRefuseAVarintWithoutAnEndInAnUnknownField() {
        byte[] ten = HexFormat.of().parseHex("5a00" + "78" + "80".repeat(9) + "00");
        byte[] eleven = HexFormat.of().parseHex("5a00" + "78" + "80".repeat(10) + "00");
        assertThat(Decoder.decode(folder, List.of(ten, eleven), "request")).containsExactly("5a00", Decoder.NO);
        assertThat(knownOf(ten)).isNotNull();
        assertThat(knownOf(eleven)).isNull();
    }

    /** Found by mutants: subscribe, exchange, subscribe. What the first one said is over. */
    @Test
    void shouldForgetABodyWhenAnotherOneComes() {
        byte[] message = HexFormat.of().parseHex("4a0525007575751a004a0612010618e803");
        assertThat(Decoder.decode(folder, List.of(message), "request")).containsExactly("4a0612010618e803");
        assertThat(Bounds.returnToABody(message)).isTrue();
    }

    /** What Java reads of a message, without fields that it does not know; null when it refuses it. */
    private static byte @org.jspecify.annotations.Nullable [] knownOf(byte[] message) {
        try {
            return DiscardUnknownFieldsParser.wrap(BoardRequest.parser())
                    .parseFrom(message)
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
