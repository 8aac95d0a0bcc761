package dev.platine.mcu.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.can.Can;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whether a controller is on the bus was settled when it left initialisation; firmware may route its pins later, or take them away. */
class CanRoutingTest {
    private static final int CAN = 0x40006400;

    private final Bench bench = new Bench(Stm32f4.f407());
    private final CanWire wire = new CanWire(bench::timeAlarm);
    private final List<CanFrame> heard = new ArrayList<>();

    private void start() {
        new CanInstrument("T", Rate.hz(500_000), wire, (frame, ns) -> heard.add(frame));
        ((Can) Objects.requireNonNull(bench.chip().blocks().get("CAN1"))).attach(wire);
        bench.write(CAN, 1);
        bench.write(CAN + 0x1C, 1 << 20 | 12 << 16 | 1);
        bench.write(CAN, 0);
        bench.run(100_000);
    }

    private void send() {
        bench.write(CAN + 0x180, 0x123 << 21 | 1);
        bench.run(400_000);
    }

    @Test
    void shouldSendOnTheBusWhenThePinsComeLate() {
        start();
        bench.route("PD0", 9);
        bench.route("PD1", 9);
        send();
        assertThat(heard).hasSize(1);
    }

    @Test
    void shouldFailWhenThePinsAreTakenAway() {
        bench.route("PD0", 9);
        bench.route("PD1", 9);
        start();
        bench.route("PD1", 0);
        send();
        assertThat(heard).isEmpty();
        assertThat(bench.read(CAN + 0x18) >> 16 & 0xFF).isPositive();
    }
}
