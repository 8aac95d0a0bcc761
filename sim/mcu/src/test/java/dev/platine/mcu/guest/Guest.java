package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.chip.TruthReport;
import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.Halt;
import dev.platine.mcu.debug.Semihosting;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.image.Image;
import dev.platine.mcu.peripheral.ResetCause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A chip that runs one of our test programs ({@code src/test/firmware/guest}), wires between its pins, and a hand that does something when
 * the program says a line or at a time. What the program tells is read as numbers by name.
 */
final class Guest {
    static final long US = 1_000;
    static final long MS = 1_000_000;

    private record Deed(long ns, int order, Runnable what) implements Comparable<Deed> {
        @Override
        public int compareTo(Deed other) {
            return ns != other.ns ? Long.compare(ns, other.ns) : Integer.compare(order, other.order);
        }
    }

    private final String program;
    private final GuestPins pins = new GuestPins(this);
    private final Chip chip;
    private final Image image;
    private final StringBuilder line = new StringBuilder();
    private final List<String> said = new ArrayList<>();
    private final List<Long> saidNs = new ArrayList<>();
    private final List<ResetCause> resets = new ArrayList<>();
    private final Map<String, Consumer<Guest>> hands = new HashMap<>();
    private final List<Runnable> soon = new ArrayList<>();
    private final PriorityQueue<Deed> later = new PriorityQueue<>();
    private int deeds;

    private Guest(String program, ChipSpec spec) {
        this.program = program;
        chip = new Chip(spec, TestEngines.create(), pins);
        try (InputStream in = Guest.class.getResourceAsStream(program + ".elf")) {
            image = Image.elf(program, Objects.requireNonNull(in, program).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        image.load(chip.bus());
        chip.processor().hostCalls(new Semihosting(new GuestConsole(this::wrote, chip::nowNs)));
        chip.onReset(resets::add);
        TestEngines.made(this::print);
    }

    /** All that can be seen of the run, as text: what was said and when, what pins did, resets, registers, memories, time. */
    private String print() {
        StringBuilder out = new StringBuilder(program + " on " + chip.spec().name() + "\n");
        for (int i = 0; i < said.size(); i++) {
            out.append(saidNs.get(i)).append(" said ").append(said.get(i)).append('\n');
        }
        out.append(pins.print()).append("resets ").append(resets).append('\n');
        for (int i = 0; i < CoreRegisters.COUNT; i++) {
            out.append(Integer.toHexString(chip.processor().debug().registers().get(i)))
                    .append(' ');
        }
        chip.spec()
                .memories()
                .forEach(memory -> out.append('\n')
                        .append(memory.name())
                        .append(' ')
                        .append(Arrays.hashCode(chip.memory(memory.name()).bytes())));
        out.append("\ncycles ").append(chip.processor().cycles());
        out.append(" awake ").append(chip.processor().awakeCycles());
        out.append(" ns ").append(chip.nowNs()).append('\n');
        TruthReport.of(chip, image.symbols())
                .lines()
                .forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }

    /** A program on a chip that has no power yet. */
    static Guest of(String program, String chip) {
        ChipSpec spec = Stm32f4.all().stream()
                .filter(s -> s.name().equals(chip))
                .findFirst()
                .orElseThrow();
        return new Guest(program, spec);
    }

    /** The names of all chips that have these blocks. */
    static Stream<String> chipsWith(String... blocks) {
        return Stm32f4.all().stream()
                .filter(spec -> Stream.of(blocks)
                        .allMatch(name ->
                                spec.blocks().stream().anyMatch(b -> b.name().equals(name))))
                .map(ChipSpec::name);
    }

    /** Powers the chip, whose buses will be divided: HPRE, PPRE1 and PPRE2 as in RCC_CFGR. */
    Guest divided(int cfgr) {
        chip.powerUp(0);
        int address = image.symbols().address("dividers").orElseThrow();
        assertThat(chip.bus().write(address, 4, cfgr)).isTrue();
        return this;
    }

    Chip chip() {
        return chip;
    }

    GuestPins pins() {
        return pins;
    }

    long nowNs() {
        return chip.nowNs();
    }

    /** Joins pins by a wire. */
    Guest wire(String... names) {
        pins.wire(names);
        return this;
    }

    /** Pins with pull-ups outside of the chip. */
    Guest pullUp(String... names) {
        for (String name : names) {
            pins.pullUp(name);
        }
        return this;
    }

    /** What a hand does when the program says a line, of which only the first word counts. */
    Guest when(String word, Consumer<Guest> hand) {
        hands.put(word, hand);
        return this;
    }

    /** Does something behind the instruction under way. */
    void soon(Runnable what) {
        soon.add(what);
        chip.leave();
    }

    /** Does something later. */
    void after(long ns, Runnable what) {
        later.add(new Deed(chip.nowNs() + ns, deeds++, what));
        chip.leave();
    }

    private void wrote(int oneByte) {
        if (oneByte != '\n') {
            line.append((char) oneByte);
            return;
        }
        String text = line.toString();
        line.setLength(0);
        said.add(text);
        saidNs.add(chip.nowNs());
        Consumer<Guest> hand = hands.get(text.split(" ", 2)[0]);
        if (hand != null) {
            soon(() -> hand.accept(this));
        }
    }

    /** Powers the chip and lets it run for a time, or until the program ends. */
    Guest runFor(long ns) {
        long until = chip.nowNs() + ns;
        return runUntil(() -> until);
    }

    /** Powers the chip and lets it run until a time, which may be brought forward meanwhile, or until the program ends. */
    Guest runUntil(LongSupplier until) {
        if (!chip.isPowered() && resets.isEmpty()) {
            chip.powerUp(0);
        }
        while (chip.nowNs() < until.getAsLong() && !hasEnded()) {
            chip.run(later.isEmpty() ? until.getAsLong() : Math.min(until.getAsLong(), later.peek().ns));
            while (!later.isEmpty() && later.peek().ns <= chip.nowNs()) {
                later.remove().what.run();
            }
            while (!soon.isEmpty()) {
                soon.remove(0).run();
            }
        }
        return this;
    }

    boolean hasEnded() {
        return chip.processor().debug().isHalted();
    }

    /** Runs the program to its end, which must come within ten virtual seconds. */
    Guest run() {
        return runFor(10_000 * MS).ended();
    }

    /** The program has come to its end, without a mistake and with nothing that the chip's model lacks. */
    Guest ended() {
        Halt halt = chip.processor().debug().halt();
        assertThat(halt)
                .as(() -> program + " did not end; at "
                        + image.symbols().describe(chip.processor().currentAddress()) + "; it said " + said)
                .isNotNull();
        assertThat(Objects.requireNonNull(halt).code())
                .as(() -> program + " said " + said)
                .isZero();
        return truthful();
    }

    /** Nothing was touched that is not modelled, and nothing was used beyond the data sheet. */
    Guest truthful() {
        assertThat(TruthReport.of(chip, image.symbols()).lines()).as(program).isEmpty();
        return this;
    }

    /** The number that the program told last under a name. */
    long value(String name) {
        List<Long> all = values(name);
        assertThat(all).as(() -> name + " of what it said: " + said).isNotEmpty();
        return all.get(all.size() - 1);
    }

    /** All numbers that the program told under a name. */
    List<Long> values(String name) {
        return said.stream()
                .filter(text -> text.startsWith(name + " "))
                .map(text -> Long.parseLong(text.substring(name.length() + 1)))
                .toList();
    }

    /** When the program said a line that begins with a word, the last time. */
    long saidNs(String word) {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (said.get(i).split(" ", 2)[0].equals(word)) {
                return saidNs.get(i);
            }
        }
        throw new AssertionError("it never said " + word + ": " + said);
    }

    List<String> said() {
        return said;
    }

    /** The resets, the one by power first. */
    List<ResetCause> resets() {
        return resets;
    }

    /** A word of memory by the program's name for it. */
    int word(String symbol, int index) {
        int address = image.symbols().address(symbol).orElseThrow(() -> new AssertionError("no symbol " + symbol));
        return (int) chip.bus().peek(address + 4 * index, 4);
    }

    /** A byte of memory by the program's name for it. */
    int oneByte(String symbol, int index) {
        int address = image.symbols().address(symbol).orElseThrow(() -> new AssertionError("no symbol " + symbol));
        return (int) chip.bus().peek(address + index, 1);
    }

    @Override
    public String toString() {
        return program + " on " + chip.spec().name() + " at " + chip.nowNs() + " ns: " + said;
    }
}
