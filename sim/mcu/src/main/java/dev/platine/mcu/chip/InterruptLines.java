package dev.platine.mcu.chip;

import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Line;

/** Lines of blocks on their way to the interrupt controller: a position is high while any line of it is. */
final class InterruptLines {
    private final Processor processor;
    private final int[] high;

    InterruptLines(Processor processor, int count) {
        this.processor = processor;
        high = new int[count];
    }

    Line line(int position) {
        return new Line() {
            private boolean level;

            @Override
            public void set(boolean now) {
                if (now != level) {
                    level = now;
                    high[position] += now ? 1 : -1;
                    processor.interrupt(position, high[position] > 0);
                }
            }
        };
    }
}
