package dev.platine.boards.evcharger;

import dev.platine.core.time.NanoClock;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.body.Pins;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.Parameters;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** The modelled firmware, with all that goes in and out of each of its steps written to a file: the parameter {@code recording}. */
public final class RecordedFirmware implements ModelledFirmware {
    /** One that has not booted. */
    public RecordedFirmware() {}

    @Override
    public void boot(FirmwareContext context) {
        String file = context.parameters().text("recording", "");
        new EvChargerFirmware().boot(new Recorded(context, new StepRecorder(Path.of(file), context)));
    }

    private record Recorded(FirmwareContext plain, StepRecorder recorder) implements FirmwareContext {
        @Override
        public Pins pins() {
            return recorder.pins();
        }

        @Override
        public ChannelBank channels() {
            return plain.channels();
        }

        @Override
        public NanoClock clock() {
            return plain.clock();
        }

        @Override
        public void every(long periodNs, Runnable step) {
            plain.every(periodNs, () -> {
                step.run();
                recorder.record();
            });
        }

        @Override
        public Timer timer(String name, Runnable onDue) {
            return plain.timer(name, onDue);
        }

        @Override
        public Parameters parameters() {
            return plain.parameters();
        }

        @Override
        public void log(String line) {
            recorder.line(line);
            plain.log(line);
        }

        @Override
        public RandomGenerator random() {
            return plain.random();
        }

        @Override
        public void reset() {
            plain.reset();
        }
    }
}
