package dev.platine.sim.emulated;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.chip.MemorySpec;
import dev.platine.mcu.debug.Rtt;
import dev.platine.mcu.image.Image;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.clock.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SEGGER RTT's channel 0, both ways, as a probe that looks each millisecond of virtual time. Inside the rack only. */
final class RttPort extends ProbePort {
    private static final long LOOK_NS = 1_000_000;
    private static final String SYMBOL = "_SEGGER_RTT";

    private final Chip chip;
    private final @Nullable Image image;
    private final Timer next;
    private @Nullable Rtt rtt;

    RttPort(BodyContext context, Chip chip, @Nullable Image image, PortLines lines) {
        super(RTT, lines);
        this.chip = chip;
        this.image = image;
        next = context.time().timer("rtt", this::look);
    }

    @Override
    void boot() {
        List<Memory> rams = chip.spec().memories().stream()
                .filter(memory -> memory.kind() == MemorySpec.Kind.RAM)
                .map(memory -> chip.memory(memory.name()))
                .toList();
        Rtt made = new Rtt(chip.processor().debug(), rams, this::written);
        if (image != null) {
            image.symbols().address(SYMBOL).ifPresent(made::at);
        }
        rtt = made;
        next.after(LOOK_NS);
    }

    @Override
    void halt() {
        super.halt();
        next.cancel();
        rtt = null;
    }

    private void written(int channel, byte[] bytes, int length) {
        if (channel == 0) {
            for (int i = 0; i < length; i++) {
                sent(bytes[i]);
            }
        }
    }

    private void look() {
        Rtt now = rtt;
        if (now != null) {
            now.feed(0, waiting);
            now.poll();
            next.after(LOOK_NS);
        }
    }
}
