package dev.platine.sim.part;

import dev.platine.sim.net.Driver;
import dev.platine.sim.spec.PinRule;
import java.util.List;

/**
 * Between a CAN controller's pins and a bus of two wires. Frames go whole from bus to bus; at the pins only the idle levels can be measured, which are those
 * of a recessive bus.
 *
 * <p>Inside the rack only.
 */
public final class CanTransceiver extends BusPart {
    /** The pin that the controller sends to. */
    public static final int TXD = 0;
    /** The pin that the controller hears. */
    public static final int RXD = 1;

    static final PartType TYPE = new KeptPartType(
            "can_transceiver",
            "CAN transceiver between a controller and a bus of two wires",
            List.of(
                    PinRule.senses("txd"),
                    PinRule.drives("rxd"),
                    PinRule.drives("canh").optional(),
                    PinRule.drives("canl").optional()),
            List.of(),
            List.of(),
            CanTransceiver::new);

    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final double SUPPLY_V = 3.3;
    private static final double RXD_OHM = 100;
    private static final double RECESSIVE_V = 2.5;
    private static final double RECESSIVE_OHM = 15_000;

    private final Driver rxd;
    private final Driver high;
    private final Driver low;
    private boolean powered;

    CanTransceiver(PartContext context) {
        super(context, List.of("txd", "rxd", "canh", "canl"));
        rxd = pin(RXD).driver();
        high = pin(HIGH).load();
        low = pin(LOW).load();
    }

    @Override
    public void power(boolean on) {
        powered = on;
        if (on) {
            rxd.drive(SUPPLY_V, RXD_OHM);
            high.drive(RECESSIVE_V, RECESSIVE_OHM);
            low.drive(RECESSIVE_V, RECESSIVE_OHM);
        } else {
            rxd.release();
            high.release();
            low.release();
        }
    }

    /**
     * Whether it works.
     *
     * @return whether it has power
     */
    public boolean isPowered() {
        return powered;
    }

    /**
     * Whether both wires of the bus lead to another transceiver, as the wires are now.
     *
     * @param other the other one
     * @return whether frames get there
     */
    public boolean reaches(CanTransceiver other) {
        if (!powered || !other.powered) {
            return false;
        }
        return probeWires(HIGH).has(other, HIGH) && probeWires(LOW).has(other, LOW);
    }
}
