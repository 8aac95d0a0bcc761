package dev.platine.boards.evcharger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.sim.net.Net;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SensorTest {
    @Test
    void shouldFollowHandsAlthoughItsQuantityRests() {
        try (Station station = new Station()) {
            Net net = Objects.requireNonNull(station.board().nets().get("u1"));
            double restV = net.volts();
            assertThat(restV).isEqualTo(230 * 0.00825, within(1e-9));
            station.operate("t_u1", "override", 3);
            station.advanceMs(50);
            assertThat(net.volts()).isEqualTo(3);
            station.operate("t_u1", "disconnect");
            station.advanceMs(50);
            assertThat(net.driven()).isFalse();
            station.operate("t_u1", "restore");
            assertThat(net.volts()).isEqualTo(restV);
            station.plant("mains.voltage_v", 200);
            station.advanceMs(50);
            assertThat(net.volts()).isEqualTo(200 * 0.00825, within(1e-9));
        }
    }
}
