package dev.platine.mcu.trust;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that decides a run of a {@link Bare} machine: what is in its memories, its registers, what is done to it and when, how far it runs.
 * Has a text form, so that a run in which two engines differed can be kept and run again.
 */
final class Plan {
    /** Bytes of a memory to begin with. */
    record Piece(int address, byte[] bytes) {}

    private static final Map<String, Image> PROGRAMS = new ConcurrentHashMap<>();

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<Integer, Integer> registers = new TreeMap<>();
    private String image = "";
    private String about = "";
    private long end = 10_000;
    private long seed = 1;
    private int warm;

    Plan() {}

    /** A plan that differs only by what is changed in it afterwards. */
    Plan copy() {
        Plan copy = new Plan().about(about).image(image).end(end).seed(seed).warm(warm);
        copy.pieces.addAll(pieces);
        copy.deeds.addAll(deeds);
        copy.registers.putAll(registers);
        return copy;
    }

    /** The same, with nothing done to it. */
    Plan withoutDeeds() {
        Plan copy = copy();
        copy.deeds.clear();
        return copy;
    }

    /** The same with its program as bytes, so that it stays as it is when the program changes. */
    Plan standalone() {
        Plan copy = copy().image("");
        List<Piece> program = image.isEmpty()
                ? List.of()
                : program(image).segments().stream()
                        .map(segment -> new Piece(segment.address(), bytes(segment)))
                        .toList();
        copy.pieces.addAll(0, program);
        return copy;
    }

    private static byte[] bytes(Image.Segment segment) {
        byte[] bytes = new byte[segment.sizeBytes()];
        segment.bytes().duplicate().get(bytes);
        return bytes;
    }

    /** What it is about, one line. */
    Plan about(String line) {
        about = line;
        return this;
    }

    /** A program of the test resources, below the others. */
    Plan image(String elf) {
        image = elf;
        return this;
    }

    Plan bytes(int address, byte[] bytes) {
        pieces.add(new Piece(address, bytes));
        return this;
    }

    Plan halfwords(int address, int... halfwords) {
        byte[] bytes = new byte[2 * halfwords.length];
        for (int i = 0; i < halfwords.length; i++) {
            bytes[2 * i] = (byte) halfwords[i];
            bytes[2 * i + 1] = (byte) (halfwords[i] >> 8);
        }
        return bytes(address, bytes);
    }

    Plan register(int number, int value) {
        registers.put(number, value);
        return this;
    }

    Plan start(int pc) {
        return register(CoreRegisters.PC, pc & ~1);
    }

    Plan at(long cycle, Deed.Kind kind, long... values) {
        deeds.add(new Deed(cycle, kind, values));
        return this;
    }

    /** How many cycles it runs. */
    Plan end(long cycles) {
        end = cycles;
        return this;
    }

    /** What the portions that it is run in are chosen by. */
    Plan seed(long number) {
        seed = number;
        return this;
    }

    /** How often the same is run before, on the same machine, without any deed: so that the code is hot. */
    Plan warm(int runs) {
        warm = runs;
        return this;
    }

    String image() {
        return image;
    }

    String about() {
        return about;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** The deeds in the order of their cycles; those of one cycle as they were added. */
    List<Deed> deeds() {
        return deeds.stream()
                .sorted(java.util.Comparator.comparingLong(Deed::cycle))
                .toList();
    }

    Map<Integer, Integer> registers() {
        return registers;
    }

    long end() {
        return end;
    }

    long seed() {
        return seed;
    }

    int warm() {
        return warm;
    }

    static String number(long value) {
        return value >= -9 && value <= 9 ? " " + value : " 0x" + Integer.toHexString((int) value);
    }

    /** The text form. */
    String text() {
        StringBuilder out = new StringBuilder();
        out.append("about ").append(about).append('\n');
        if (!image.isEmpty()) {
            out.append("image ").append(image).append('\n');
        }
        for (Piece piece : pieces) {
            out.append("bytes")
                    .append(number(piece.address))
                    .append(' ')
                    .append(HexFormat.of().formatHex(piece.bytes))
                    .append('\n');
        }
        registers.forEach((number, value) ->
                out.append("register ").append(number).append(number(value)).append('\n'));
        deeds().forEach(deed -> out.append(deed.text()).append('\n'));
        return out + "warm " + warm + "\nseed " + seed + "\nend " + end + "\n";
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if a line begins with an unknown word
     */
    static Plan parse(String text) {
        Plan plan = new Plan();
        for (String line :
                text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "about" -> plan.about(line.substring("about".length()).strip());
                case "image" -> plan.image(words[1]);
                case "bytes" ->
                    plan.bytes(
                            (int) (long) Long.decode(words[1]),
                            HexFormat.of().parseHex(words.length > 2 ? words[2] : ""));
                case "register" -> plan.register(Integer.parseInt(words[1]), (int) (long) Long.decode(words[2]));
                case "at" -> plan.deeds.add(Deed.of(words));
                case "warm" -> plan.warm(Integer.parseInt(words[1]));
                case "seed" -> plan.seed(Long.parseLong(words[1]));
                case "end" -> plan.end(Long.parseLong(words[1]));
                default -> throw new IllegalArgumentException("unknown line in a plan: " + line);
            }
        }
        return plan;
    }

    static Plan read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program kept among the test resources. */
    static Image program(String elf) {
        return PROGRAMS.computeIfAbsent(elf, Plan::load);
    }

    private static Image load(String elf) {
        try (InputStream in = Plan.class.getResourceAsStream("/dev/platine/mcu/" + elf)) {
            return Image.elf(elf, Objects.requireNonNull(in, elf).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
