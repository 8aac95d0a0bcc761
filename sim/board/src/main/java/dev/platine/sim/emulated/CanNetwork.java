package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.peripheral.can.Can;
import dev.platine.mcu.pin.PinRouter;
import dev.platine.sim.bus.BusProbe;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.part.CanTransceiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CAN buses of a rack as the transceivers of its boards are wired. Which controllers share a bus is looked at again at each event of one: a wire that is cut
 * parts the bus in the midst of a frame, as it does.
 *
 * <p>Inside the rack only.
 */
public final class CanNetwork {
    private static final class End {
        final CanTransceiver part;
        final Chip chip;
        final Can can;
        final CanLine home;
        CanLine line;

        End(CanTransceiver part, Chip chip, Can can, CanLine home) {
            this.part = part;
            this.chip = chip;
            this.can = can;
            this.home = home;
            line = home;
        }
    }

    private final TimerSource time;
    private final List<End> ends = new ArrayList<>();
    private boolean looking;

    /**
     * A network without transceivers.
     *
     * @param time the rack's
     */
    public CanNetwork(TimerSource time) {
        this.time = time;
    }

    /**
     * Adds a transceiver, and joins the controller that it is wired to. Without an emulated microcontroller at its pins nothing is joined. The boards have
     * power.
     *
     * @param part which
     * @throws IllegalArgumentException if the microcontroller has no CAN controller at these pins, or it is on a bus already
     */
    public void add(CanTransceiver part) {
        BusProbe sends = part.probe(CanTransceiver.TXD);
        BusProbe hears = part.probe(CanTransceiver.RXD);
        String found = null;
        for (int i = 0; i < sends.count(); i++) {
            if (sends.member(i) instanceof BusWiring wiring && wiring.self() instanceof EmulatedBody body) {
                String name = controller(body.chip().router(), wiring, sends.pin(i), hears);
                if (name != null && body.chip().blocks().get(name) instanceof Can can) {
                    CanLine line = new CanLine(time, this::look);
                    line.join(body, name);
                    ends.add(new End(part, body.chip(), can, line));
                    for (End end : ends) {
                        end.home.with(body.chip());
                        line.with(end.chip);
                    }
                    look();
                    return;
                }
                found = "chip " + body.chip().spec().name() + " has no CAN controller whose TX can be at "
                        + Chip.pinName(sends.pin(i)) + " and RX at what rxd is wired to";
            }
        }
        if (found != null) {
            throw new IllegalArgumentException("part " + part.name() + ": " + found + "; wire txd and rxd to others");
        }
    }

    private static @Nullable String controller(PinRouter router, BusWiring wiring, int txd, BusProbe hears) {
        for (String name : List.of("CAN1", "CAN2")) {
            for (int i = 0; i < hears.count() && router.canBe(txd, name + "_TX"); i++) {
                if (hears.member(i) == wiring && router.canBe(hears.pin(i), name + "_RX")) {
                    return name;
                }
            }
        }
        return null;
    }

    // Everybody goes to the bus of the first one that he reaches.
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            for (int i = 0; i < ends.size(); i++) {
                End end = ends.get(i);
                CanLine line = end.home;
                for (int other = 0; other < i; other++) {
                    if (end.part.reaches(ends.get(other).part)) {
                        line = ends.get(other).line;
                        break;
                    }
                }
                if (line != end.line) {
                    end.line = line;
                    end.can.move(line.wire());
                }
            }
        } finally {
            looking = false;
        }
    }
}
