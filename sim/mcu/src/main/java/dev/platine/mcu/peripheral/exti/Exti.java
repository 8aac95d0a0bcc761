package dev.platine.mcu.peripheral.exti;

import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * External interrupts and events (RM0090 section 12): lines 0 to 15 are pins that SYSCFG chooses, 16 to 22 are signals of blocks. Edges are
 * caught without any clock. An edge sets its pending bit whether or not the line is masked, as the block diagram has it; a software trigger does so only on
 * an unmasked line, as the text says. Whatever triggers a line that is unmasked for interrupt or event also pulses the signal {@code EXTIn}.
 */
public final class Exti extends Peripheral {
    private static final int IMR = 0x00;
    private static final int EMR = 0x04;
    private static final int RTSR = 0x08;
    private static final int FTSR = 0x0C;
    private static final int SWIER = 0x10;
    private static final int PR = 0x14;
    private static final int LINES = 23;
    private static final int PIN_LINES = 16;

    private static final RegisterLayout LAYOUT = RegisterLayout.of("EXTI")
            .register("IMR", IMR, 0, fields("MR", "rw"))
            .register("EMR", EMR, 0, fields("MR", "rw"))
            .register("RTSR", RTSR, 0, fields("TR", "rw"))
            .register("FTSR", FTSR, 0, fields("TR", "rw"))
            .register("SWIER", SWIER, 0, fields("SWIER", "rs"))
            .register("PR", PR, 0, fields("PR", "rc_w1"))
            .build();

    private final Runnable event;
    private final Signal[][] pins;
    private final Signal[] triggers = new Signal[LINES];
    private final Line[] positions = new Line[LINES];
    private final int[] shared = new int[LINES];
    private final int[] chosen = new int[PIN_LINES];
    private int levels;

    private static String fields(String name, String access) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> name + i + "@" + i + " " + access)
                .collect(Collectors.joining(", "));
    }

    /**
     * The block after reset, lines 0 to 15 on port A.
     *
     * @param site where it stands
     * @param ports how many ports there may be
     * @param inputs by line from 16 on: the signal's name; an empty one for a line that the chip lacks
     * @param interrupts by line: the position's name; an empty one for none
     * @param event sends an event to the processor
     */
    public Exti(Site site, int ports, List<String> inputs, List<String> interrupts, Runnable event) {
        super(site, LAYOUT);
        storesAll();
        acceptsAll();
        isSilent(EMR >> 2, true);
        isSilent(RTSR >> 2, true);
        isSilent(FTSR >> 2, true);
        this.event = event;
        pins = new Signal[ports][PIN_LINES];
        for (int port = 0; port < ports; port++) {
            for (int line = 0; line < PIN_LINES; line++) {
                pins[port][line] = pin(site.signal("P" + (char) ('A' + port) + line), port, line);
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            int line = PIN_LINES + i;
            if (!inputs.get(i).isEmpty()) {
                site.signal(inputs.get(i)).listen(high -> changed(line, high));
            }
        }
        Map<String, Line> lines = new HashMap<>();
        for (int line = 0; line < LINES; line++) {
            triggers[line] = site.signal("EXTI" + line);
            String name = interrupts.get(line);
            positions[line] = name.isEmpty() ? high -> {} : lines.computeIfAbsent(name, site::interrupt);
            for (int other = 0; other < LINES; other++) {
                shared[line] |= interrupts.get(other).equals(name) ? 1 << other : 0;
            }
        }
        wasReset();
    }

    private Signal pin(Signal signal, int port, int line) {
        signal.listen(high -> {
            if (chosen[line] == port) {
                changed(line, high);
            }
        });
        return signal;
    }

    /**
     * Chooses a line's pin; SYSCFG's side. A pin of another level is an edge.
     *
     * @param line 0 to 15
     * @param port 0 for port A; a port that the chip lacks is a low level
     */
    void choose(int line, int port) {
        chosen[line] = port;
        changed(line, port < pins.length && pins[port][line].isHigh());
    }

    @Override
    protected void wasReset() {
        for (int line = 0; line < LINES; line++) {
            positions[line].set(false);
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == SWIER) {
            int rising = written & ~before & registers.get(SWIER);
            for (int line = 0; line < LINES; line++) {
                if ((rising >>> line & 1) != 0) {
                    trigger(line, registers.has(IMR, 1 << line));
                }
            }
        } else if (offset == PR) {
            registers.put(SWIER, written, false);
        }
        if (offset == PR || offset == IMR) {
            for (int line = 0; line < LINES; line++) {
                update(line);
            }
        }
    }

    private void changed(int line, boolean high) {
        int bit = 1 << line;
        if (high != ((levels & bit) != 0)) {
            levels ^= bit;
            if (registers.has(high ? RTSR : FTSR, bit)) {
                trigger(line, true);
            }
        }
    }

    private void trigger(int line, boolean pends) {
        int bit = 1 << line;
        if (pends) {
            registers.put(PR, bit, true);
            update(line);
        }
        if (registers.has(EMR, bit)) {
            event.run();
        }
        if (registers.has(EMR, bit) || registers.has(IMR, bit)) {
            triggers[line].pulse();
        }
    }

    private void update(int line) {
        positions[line].set((registers.get(PR) & registers.get(IMR) & shared[line]) != 0);
    }
}
