package dev.platine.app;

import dev.platine.mcu.chip.Rehearsal;
import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.sim.server.RackServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run} needs sooner or later, loaded on other threads while options and boards are read: chips with their engine, and sockets. Each
 * thread has packages of its own, which nobody else uses before the wait for it, so no two threads initialise classes that need each other.
 */
final class Rehearsals {
    /** Nothing is loaded meanwhile. */
    static final Rehearsals NONE = new Rehearsals(null, null);

    private final @Nullable Thread chips;
    private final @Nullable Thread sockets;

    private Rehearsals(@Nullable Thread chips, @Nullable Thread sockets) {
        this.chips = chips;
        this.sockets = sockets;
    }

    /** Begins what the arguments of the command will need. */
    static Rehearsals of(String... arguments) {
        List<String> words = List.of(arguments);
        if (words.isEmpty() || !words.get(0).equals("run") || words.contains("--help")) {
            return NONE;
        }
        return new Rehearsals(
                begin("chips", () -> Rehearsal.run(EngineChoice.AUTO)), begin("sockets", RackServer::rehearse));
    }

    private static Thread begin(String what, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | LinkageError told) {
                        // who needs it meets it again, and tells it
                    }
                },
                "platine-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until chips are loaded. */
    void awaitChips() {
        await(chips);
    }

    /** Waits until sockets are loaded. */
    void awaitSockets() {
        await(sockets);
    }

    private static void await(@Nullable Thread thread) {
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
