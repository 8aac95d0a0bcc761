package dev.platine.mcu.trust;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.engine.Sequences;
import dev.platine.mcu.engine.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random programs that loop, so that they get hot: the random sequences of {@link Sequences} as bodies of loops and routines, with branches
 * between them, interrupts at random times, and a routine of the same kind as a handler. Some put their bases at the edges of memory or at
 * devices, so that they fault again and again; the handler goes on behind what faulted.
 */
final class Loops {
    private static final int CODE = Bare.FLASH + 0xC000;
    private static final int COUNTER = Bare.RAM + 0x100;
    private static final int STACK = Bare.RAM + 0x1800;
    private static final int CCR = 0xE000ED14;
    private static final int MPU = 0xE000ED94;
    private static final long LONGEST = 40_000;
    private static final int R6 = 6;
    private static final int R7 = 7;

    private final SplittableRandom random;
    private final Sequences integers;
    private final Sequences floats;
    private final boolean nearest;
    private final List<Integer> out = new ArrayList<>();
    private final State begin;

    private Loops(long seed) {
        random = new SplittableRandom(seed);
        integers = new Sequences(random.nextLong(), false);
        floats = new Sequences(random.nextLong(), true);
        long state = random.nextLong();
        nearest = Sequences.roundsToNearest(state);
        begin = Sequences.state(state, true);
        place();
    }

    /** The bases: mostly within the data, at times at an edge of RAM, at times at a device. */
    private void place() {
        int[] edges = {Bare.SECOND_RAM, Bare.SECOND_RAM + Bare.SECOND_BYTES, Bare.CCM, TestDevice.BASE + 0x80};
        for (int base : new int[] {9, 10, 12, R7}) {
            if (random.nextInt(6) == 0) {
                int near = edges[random.nextInt(edges.length)] + random.nextInt(64) - 32;
                begin.r[base] = base == 9 || base == R7 ? near & ~3 : near;
            }
        }
    }

    /** A program of its seed, and how it is run. */
    static Plan plan(long seed) {
        return new Loops(seed).made(seed, 30);
    }

    /** The same with bodies of hundreds of instructions, more than a method has room for. */
    static Plan longPlan(long seed) {
        return new Loops(seed).made(seed, 500);
    }

    private Plan made(long seed, int longest) {
        Plan plan = new Plan().about("random loop " + seed).image(Programs.ELF);
        int rounds = 20 + random.nextInt(60);
        int length = 3 + random.nextInt(longest);
        boolean calls = random.nextInt(3) == 0;
        int routine = calls ? routine(3 + random.nextInt(10)) : -1;
        int entry = CODE + 2 * out.size();
        loop(rounds, length, routine);
        byte[] code = new byte[2 * out.size()];
        for (int i = 0; i < out.size(); i++) {
            code[2 * i] = (byte) (int) out.get(i);
            code[2 * i + 1] = (byte) (out.get(i) >> 8);
        }
        byte[] data = new byte[0x4000];
        new SplittableRandom(seed).nextBytes(data);
        java.util.Arrays.fill(data, 0, 0x200, (byte) 0);
        plan.bytes(CODE, code).bytes(Bare.RAM, data).start(entry);
        for (int i = 0; i < 15; i++) {
            plan.register(i, begin.r[i]);
        }
        for (int i = 0; i < 32; i++) {
            plan.register(CoreRegisters.S0 + i, begin.s[i]);
        }
        plan.register(CoreRegisters.FPSCR, begin.fpscr);
        plan.register(CoreRegisters.XPSR, begin.status | 1 << 24);
        plan.seed(seed);
        long end = Programs.lengthAtMost(plan, LONGEST) + 20;
        interrupts(plan, end);
        return plan.end(end + 200);
    }

    private void interrupts(Plan plan, long end) {
        plan.at(0, Deed.Kind.WRITE, 0xE000E100, 4, 0xFF);
        plan.at(0, Deed.Kind.WRITE, 0xE000ED24, 4, 7 << 16);
        plan.at(0, Deed.Kind.WRITE, 0xE000E404, 4, 0x80802020);
        plan.at(0, Deed.Kind.WRITE, 0xE000ED20, 4, 0x80F00000);
        if (random.nextBoolean()) {
            plan.at(0, Deed.Kind.WRITE, 0xE000E014, 4, 40 + random.nextInt(400));
            plan.at(0, Deed.Kind.WRITE, 0xE000E010, 4, 7);
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            plan.at(1 + random.nextLong(end), Deed.Kind.PULSE, random.nextInt(7));
        }
        if (random.nextBoolean()) {
            for (int i = random.nextInt(12); i > 0; i--) {
                meddle(plan, 1 + random.nextLong(end), 1 + random.nextLong(end));
            }
        }
    }

    /** Something that debuggers do to a program that runs, or the program itself to what its code rests on, and takes back. */
    private void meddle(Plan plan, long some, long other) {
        long from = Math.min(some, other);
        long to = Math.max(some, other);
        int place = random.nextInt(out.size());
        int address = CODE + 2 * place;
        int data = Bare.RAM + 0x2000 + random.nextInt(0x800);
        switch (random.nextInt(9)) {
            case 0, 1 -> plan.at(from, Deed.Kind.BREAK, address).at(to, Deed.Kind.CLEAR, address);
            case 2 -> {
                int kind = 1 + random.nextInt(3);
                int size = 1 + random.nextInt(8);
                plan.at(from, Deed.Kind.WATCH, data, size, kind).at(to, Deed.Kind.UNWATCH, data, size, kind);
            }
            case 3 -> plan.at(from, Deed.Kind.STEP, 1 + random.nextInt(30), random.nextInt(2));
            case 4 ->
                plan.at(from, Deed.Kind.POKE, address, 2, 0xBF00).at(to, Deed.Kind.POKE, address, 2, out.get(place));
            case 5 ->
                plan.at(from, Deed.Kind.WRITE, CCR, 4, 0x200 | random.nextInt(4) << 3)
                        .at(to, Deed.Kind.WRITE, CCR, 4, 0x200);
            case 6 -> plan.at(from, Deed.Kind.REGISTER, random.nextInt(6), random.nextInt());
            case 7 -> plan.at(from, Deed.Kind.POKE, data, 4, random.nextInt());
            default -> protect(plan, from, to);
        }
    }

    /** The protection unit for a time: a kilobyte of data that may only be read, or of code that may not be carried out. */
    private void protect(Plan plan, long from, long to) {
        boolean code = random.nextInt(3) == 0;
        int base = code ? CODE : Bare.RAM + 0x2000 + (random.nextInt(4) << 10);
        plan.at(from, Deed.Kind.WRITE, MPU + 4, 4, 0)
                .at(from, Deed.Kind.WRITE, MPU + 8, 4, base)
                .at(from, Deed.Kind.WRITE, MPU + 12, 4, (code ? 0x13000000 : 0x06000000) | 9 << 1 | 1)
                .at(from, Deed.Kind.WRITE, MPU, 4, 5)
                .at(to, Deed.Kind.WRITE, MPU, 4, 0);
    }

    /** Pushes LR, does something, and returns. */
    private int routine(int length) {
        int at = CODE + 2 * out.size();
        out.add(0xB500); // push {lr}
        literal(0xF8DF, R7, STACK - 4);
        body(length, -1);
        literal(0xF8DF, R7, STACK - 4);
        out.add(0x46BD); // mov sp, r7
        out.add(0xBD00); // pop {pc}
        return at;
    }

    /** Loads a register from a literal that stands in the way and is branched around. */
    private void literal(int load, int register, int value) {
        if (out.size() % 2 != 0) {
            out.add(0xBF00);
        }
        // ldr.w r, [pc, #4]; b over it; the literal
        out.add(load);
        out.add(register << 12 | 4);
        out.add(0xE002);
        out.add(0xBF00);
        out.add(value & 0xFFFF);
        out.add(value >>> 16);
    }

    private void bytes(byte[] code) {
        for (int i = 0; i < code.length; i += 2) {
            out.add(code[i] & 0xFF | (code[i + 1] & 0xFF) << 8);
        }
    }

    /** Some sequences, with a call between them. */
    private void body(int length, int routine) {
        int parts = 1 + random.nextInt(3);
        for (int part = 0; part < parts; part++) {
            boolean ofFloats = random.nextInt(3) == 0;
            bytes((ofFloats ? floats : integers).next(Math.max(length / parts, 1), nearest));
            if (routine >= 0 && part == 0) {
                call(routine);
            }
        }
    }

    private void call(int routine) {
        literal(0xF8DF, R7, STACK);
        out.add(0x46BD); // mov sp, r7
        branch(0xD000, routine); // bl
        literal(0xF8DF, 9, begin.r[9]);
        literal(0xF8DF, 12, begin.r[12]);
        literal(0xF8DF, R7, begin.r[R7]);
    }

    /** A branch of 32 bits, with link or without. */
    private void branch(int second, int target) {
        int offset = target - (CODE + 2 * out.size() + 4);
        int sign = offset >>> 31;
        int j1 = (~(offset >> 23) ^ sign) & 1;
        int j2 = (~(offset >> 22) ^ sign) & 1;
        out.add(0xF000 | sign << 10 | offset >> 12 & 0x3FF);
        out.add(0x8000 | second & 0x5000 | j1 << 13 | j2 << 11 | offset >> 1 & 0x7FF);
    }

    /** Counts in memory, by registers that the bodies do not use as operands in between, without a change of flags. */
    private void loop(int rounds, int length, int routine) {
        literal(0xF8DF, R6, rounds);
        literal(0xF8DF, R7, COUNTER);
        out.add(0x603E); // str r6, [r7]
        int head = CODE + 2 * out.size();
        literal(0xF8DF, 9, begin.r[9]);
        literal(0xF8DF, 12, begin.r[12]);
        literal(0xF8DF, R7, STACK);
        out.add(0x46BD); // mov sp, r7
        literal(0xF8DF, R7, begin.r[R7]);
        literal(0xF8DF, R6, begin.r[R6]);
        body(length, routine);
        literal(0xF8DF, R7, COUNTER);
        out.add(0x683E); // ldr r6, [r7]
        out.add(0xF1A6); // sub.w r6, r6, #1
        out.add(0x0601);
        out.add(0x603E); // str r6, [r7]
        out.add(0xB10E); // cbz r6, over the branch
        branch(0x1000, head);
        branch(0x1000, Programs.address("done"));
    }
}
