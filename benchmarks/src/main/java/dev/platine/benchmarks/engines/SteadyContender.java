package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.benchmarks.rig.Child;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** One of our engines in a JVM that stays, warm before the first round. */
final class SteadyContender implements Contender {
    private static final double SLICE_S = 0.7;

    private final EngineChoice engine;
    private final Child child;

    /** Starts the JVM and waits until the engine has run for so long. */
    SteadyContender(EngineChoice engine, Workload workload, double warmUpSeconds) throws IOException {
        this.engine = engine;
        child = Child.start(
                GuestProcess.JVM,
                GuestProcess.class,
                GuestProcess.STEADY,
                workload.label(),
                engine.toString(),
                Double.toString(warmUpSeconds));
        child.line();
    }

    @Override
    public String name() {
        return engine.toString();
    }

    @Override
    public Map<Part, Sample> round() throws IOException {
        return Map.of(Part.STEADY, GuestProcess.sample(child.ask(String.format(Locale.ROOT, "%.3f", SLICE_S))));
    }

    @Override
    public void close() {
        child.close();
    }
}
