package dev.platine.sim.hosted;

import dev.platine.sim.spec.BodySpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The product's own two ways to step a firmware, for benchmarks: without nets and rack. One thread. */
public final class SteppedFirmware implements AutoCloseable {
    private final FirmwareEngine engine;
    private final FirmwareBlock block;

    private SteppedFirmware(FirmwareEngine engine) {
        this.engine = engine;
        this.block = engine.prepare();
        block.clear();
        engine.init();
    }

    /**
     * Firmware in this process.
     *
     * @param library its shared library
     * @return the firmware, booted
     */
    public static SteppedFirmware hosted(Path library) {
        return new SteppedFirmware(new InProcessEngine(FirmwareImage.read(library)));
    }

    /**
     * Firmware in a process of its own.
     *
     * @param library its shared library
     * @return the firmware, booted
     */
    public static SteppedFirmware isolated(Path library) {
        Path program = new HostProgram(System.getenv()).executable(false);
        return new SteppedFirmware(
                new IsolatedEngine("benchmark", FirmwareImage.read(library), program, BodySpec.WATCHDOG_MS));
    }

    /**
     * The block between.
     *
     * @return its memory
     */
    public ByteBuffer memory() {
        return block.memory();
    }

    /**
     * Where the block is.
     *
     * @return its address in this process
     */
    public long address() {
        return block.address();
    }

    /**
     * One step.
     *
     * @param nowNs the firmware's time
     * @return when it wants the next
     */
    public long step(long nowNs) {
        return engine.step(nowNs);
    }

    @Override
    public void close() {
        engine.end(true);
        engine.close();
    }
}
