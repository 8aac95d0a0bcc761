package dev.platine.sim.body;

import dev.platine.core.time.NanoClock;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.net.Pin;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

// A Java firmware between its pins and its channels; each boot has a life of its own.
final class ModelledBody implements BoardBody {
    private final BodyContext context;
    private final Supplier<? extends ModelledFirmware> factory;
    private @Nullable Life life;

    ModelledBody(BodyContext context, Supplier<? extends ModelledFirmware> factory) {
        this.context = context;
        this.factory = factory;
    }

    @Override
    public void boot() {
        halt();
        Life begun = new Life();
        life = begun;
        factory.get().boot(begun);
    }

    @Override
    public void halt() {
        if (life != null) {
            life.end();
            life = null;
        }
        for (Pin pin : context.pins().values()) {
            pin.clear();
        }
    }

    private final class Life implements FirmwareContext {
        private final List<Timer> timers = new ArrayList<>();
        private final long bootNs = context.time().nowNs();
        private final Pins pins = context.livePins(this::timer);
        private final NanoClock sinceBoot = () -> context.time().nowNs() - bootNs;
        private boolean over;

        void end() {
            over = true;
            timers.forEach(Timer::cancel);
        }

        @Override
        public Pins pins() {
            return pins;
        }

        @Override
        public ChannelBank channels() {
            return context.channels();
        }

        @Override
        public NanoClock clock() {
            return sinceBoot;
        }

        @Override
        public void every(long periodNs, Runnable step) {
            if (periodNs <= 0) {
                throw new IllegalArgumentException("must be above 0: periodNs=" + periodNs);
            }
            Timer[] self = new Timer[1];
            self[0] = timer("step every " + periodNs + " ns", () -> {
                self[0].at(self[0].dueNs() + periodNs);
                step.run();
            });
            self[0].after(periodNs);
        }

        @Override
        public Timer timer(String name, Runnable onDue) {
            if (over) {
                throw new IllegalStateException("this firmware has ended; the board was reset or lost power");
            }
            Timer timer = context.time().timer(name, onDue);
            timers.add(timer);
            return timer;
        }

        @Override
        public Parameters parameters() {
            return context.spec().parameters();
        }

        @Override
        public void log(String line) {
            context.console().accept(line);
        }

        @Override
        public RandomGenerator random() {
            return context.random();
        }

        @Override
        public void reset() {
            context.reset().run();
        }
    }
}
