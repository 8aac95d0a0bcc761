package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.pin.SpiFrame;

/**
 * The clock output (RM0090 section 30.3.9): a pulse a data bit, none for start and stop bits, for the last data bit only if LBCL says so. Whoever
 * hears the clock answers at RX. On the wires this is an SPI frame, the lowest bit first.
 */
final class Synchronous {
    private static final int LBCL = 1 << 8;
    private static final int CPHA = 1 << 9;
    private static final int CPOL = 1 << 10;
    private static final int CLKEN = 1 << 11;

    private final PinOutput clock;
    private final PinOutput out;
    private final PinOutput in;

    Synchronous(Site site) {
        clock = site.output(site.name() + "_CK");
        out = site.output(site.name() + "_TX");
        // Only to know its pin: nothing is ever driven there.
        in = site.output(site.name() + "_RX");
        in.enable(false);
    }

    static boolean enabled(int control2) {
        return (control2 & CLKEN) != 0;
    }

    /** The clock's pin as CR2 has it; between frames the clock rests. */
    void configure(int control2) {
        clock.level((control2 & CPOL) != 0);
        clock.enable(enabled(control2));
    }

    /** A character begins. */
    void begun(long endNs) {
        clock.shifting(endNs);
    }

    /**
     * Clocks a character out and another one in.
     *
     * @return what came back, the first bit lowest
     */
    int exchange(int data, int dataBits, int control2, boolean takes, long bitPs) {
        boolean last = (control2 & LBCL) != 0;
        int width = last ? dataBits : dataBits - 1;
        int mode = ((control2 & CPOL) != 0 ? 2 : 0) | ((control2 & CPHA) != 0 ? 1 : 0);
        int wire = Integer.reverse(data) >>> (32 - dataBits);
        int answer = clock.clock(new SpiFrame(
                clock.pin(), out.pin(), takes ? in.pin() : -1, last ? wire : wire >>> 1, width, bitPs, mode));
        // Without a pulse for it, the last bit finds the line as the one before has left it.
        int seen = last ? answer : (answer << 1) | (answer & 1);
        return Integer.reverse(seen) >>> (32 - dataBits);
    }
}
