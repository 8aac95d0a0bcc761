package dev.platine.benchmarks.engines;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.Surroundings;

/**
 * A whole STM32F405 with a program, nothing at its pins, run in the portions in which a rack runs it. One thread.
 */
public final class GuestChip {
    /** In such portions a rack runs a chip. */
    private static final long PORTION_NS = 50_000;

    private static final int WRITE0 = 4;
    private static final int EXIT_EXTENDED = 0x20;
    private static final int LONGEST_TEXT = 200;

    private final Chip chip;
    private final StringBuilder text = new StringBuilder();
    private final long first;
    private long untilNs;
    private long endCycle;

    /**
     * A chip that has power and is in front of its first instruction.
     *
     * @param program what it runs
     * @param engine what carries out instructions
     */
    public GuestChip(Program program, Engine engine) {
        chip = new Chip(Stm32f4.f405(), engine, new Nothing());
        program.image().load(chip.bus());
        chip.processor().hostCalls(this::call);
        chip.powerUp(0);
        first = chip.processor().cycles();
    }

    private static final class Nothing implements Surroundings {
        @Override
        public void driven(int pin, Drive drive, double volts) {}

        @Override
        public double volts(int pin) {
            return 0;
        }

        @Override
        public void sent(int pin, SerialFrame frame) {}
    }

    private boolean call(Processor processor) {
        int[] r = processor.cpu().r;
        if (r[0] == WRITE0) {
            print(r[1]);
        } else if (r[0] == EXIT_EXTENDED && endCycle == 0) {
            long code = chip.bus().peek(r[1] + 4, 4);
            if (code != 0) {
                text.append("exit ").append(code);
            }
            endCycle = processor.cycles();
            chip.leave();
        }
        return true;
    }

    private void print(int address) {
        Bus bus = chip.bus();
        for (int at = address; at < address + LONGEST_TEXT && bus.peek(at, 1) > 0; at++) {
            text.append((char) bus.peek(at, 1));
        }
    }

    /**
     * Goes on for at least so many instructions, at most a portion more, or until the program ends.
     *
     * @param instructions how many
     * @return how many were carried out
     */
    public long run(long instructions) {
        long begin = chip.processor().cycles();
        long end = begin + instructions;
        while (endCycle == 0 && chip.processor().cycles() < end) {
            untilNs += PORTION_NS;
            chip.run(untilNs);
        }
        return (endCycle == 0 ? chip.processor().cycles() : endCycle) - begin;
    }

    /**
     * Goes on until the program ends.
     *
     * @param most the most instructions that it may take
     * @throws IllegalStateException if it takes more
     */
    public void finish(long most) {
        run(most);
        if (endCycle == 0) {
            throw new IllegalStateException("the program has not ended after " + most + " instructions");
        }
    }

    /**
     * How many instructions the program has taken.
     *
     * @return from reset, to the call that ends it
     */
    public long instructions() {
        return (endCycle == 0 ? chip.processor().cycles() : endCycle) - first;
    }

    /**
     * What the program has printed.
     *
     * @return its line with the sum; anything else is a failure
     */
    public String text() {
        return text.toString();
    }

    /**
     * The chip.
     *
     * @return the live object
     */
    public Chip chip() {
        return chip;
    }
}
