package dev.platine.mcu.trust;

import dev.platine.mcu.engine.compiler.Compilers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A program for a JVM of its own with a small metaspace: firmware that rewrites its code in RAM and calls it, until so many classes were
 * made of it. {@code Rewriting CLASSES [keep]}: with {@code keep}, as many classes are made besides and never let go, which cannot go well.
 */
public final class Rewriting {
    private static final long PORTION = 10_000;

    private Rewriting() {}

    /** Tells at the end how many classes there were, and how many went. */
    public static void main(String[] args) {
        int wanted = Integer.parseInt(args[0]);
        boolean keeps = args.length > 1;
        int[] made = new int[1];
        List<Object> kept = new ArrayList<>();
        Bare machine = new Bare(Compilers.unverified(bytes -> {
                    made[0]++;
                    if (keeps) {
                        kept.add(copy(bytes));
                    }
                })
                .get());
        machine.load(new Plan().image(Programs.ELF).start(Programs.address("long_rewriting")));
        long most = 1_000L * wanted;
        while (made[0] < wanted && machine.cycles() < most) {
            machine.advance(machine.cycles() + PORTION, Portions.each(PORTION));
        }
        System.gc();
        int rewritten = machine.register(4);
        System.out.println("made " + made[0] + " unloaded "
                + ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount() + " rewritten " + rewritten
                + " kept " + kept.size());
    }

    private static Object copy(byte[] bytes) {
        try {
            return Compilers.lookup().defineHiddenClassWithClassData(bytes, new Object[0], false);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
