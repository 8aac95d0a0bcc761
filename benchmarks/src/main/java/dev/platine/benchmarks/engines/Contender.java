package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.io.IOException;
import java.util.Map;

/** Who runs a workload: one of our engines, or QEMU in one of its ways. Made for one workload. One thread. */
interface Contender extends AutoCloseable {
    /**
     * Its name in tables.
     *
     * @return one line
     */
    String name();

    /**
     * Measures one round.
     *
     * @return what was measured, a sample a part that it takes part in
     * @throws IOException when it could not be measured
     */
    Map<Part, Sample> round() throws IOException;

    @Override
    void close();
}
