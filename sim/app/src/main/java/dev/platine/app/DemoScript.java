package dev.platine.app;

import dev.platine.hal.Bench;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** What happens at the demo's bench, and when. One thread. */
final class DemoScript {
    /**
     * One thing that hands do.
     *
     * @param atS when, in seconds of the board's time
     * @param text in a few words
     * @param work what is done
     */
    private record Act(double atS, String text, Runnable work) {}

    private final Queue<Act> acts;

    DemoScript(Bench bench, double speed) {
        acts = new ArrayDeque<>(List.of(
                new Act(0, "time begins to run", () -> bench.run(speed)),
                new Act(5, "the vehicle is plugged in", () -> bench.setPlant("vehicle.plugged", 1)),
                new Act(290, "real time for a moment, and 40 mA leak to earth", () -> {
                    bench.run(1);
                    bench.setPlant("fault.leakage_ma", 40);
                }),
                new Act(291, "time goes on as before", () -> bench.run(speed)),
                new Act(296, "the leak is found and mended", () -> bench.setPlant("fault.leakage_ma", 0)),
                new Act(330, "the driver ends charging", () -> bench.setPlant("vehicle.wants_charge", 0)),
                new Act(350, "the vehicle is unplugged", () -> bench.setPlant("vehicle.plugged", 0))));
    }

    /** Does what is due, in order. */
    void play(SessionView now, Consumer<String> teller) {
        for (Act act = acts.peek(); act != null && now.boardTimeNs() / 1e9 >= act.atS(); act = acts.peek()) {
            acts.remove();
            teller.accept(act.text());
            act.work().run();
        }
    }
}
