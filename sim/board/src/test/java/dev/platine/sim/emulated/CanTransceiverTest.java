package dev.platine.sim.emulated;

import static dev.platine.sim.emulated.CanRegisters.CAN1;
import static dev.platine.sim.emulated.CanRegisters.switchOn;
import static dev.platine.sim.emulated.CanRegisters.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.BoardInfo;
import dev.platine.mcu.chip.Chip;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import dev.platine.sim.spec.PartSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transceivers of two boards and the wires between them; the test writes the controllers' registers as firmware would. */
class CanTransceiverTest {
    private static final int ESR = 0x18;
    private static final long BIT_NS = 2_000;

    private final Rack rack = Rack.builder()
            .board("a", board("stm32f407", "PD0", "PD1"))
            .board("b", board("stm32f407", "PD0", "PD1"))
            .wire("a", "canh", "b", "canh")
            .wire("a", "canl", "b", "canl")
            .build();

    private static BoardSpec board(String chip, String rx, String tx) {
        return new BoardSpec(
                "test",
                new BoardInfo("test", "Platine", "test-1", "A", "1", "1.0", "test"),
                "",
                Map.of("tx", "", "rx", "", "canh", "", "canl", ""),
                List.of(new PartSpec(
                        "u1",
                        "can_transceiver",
                        Map.of("txd", "tx", "rxd", "rx", "canh", "canh", "canl", "canl"),
                        Parameters.of(Map.of()))),
                null,
                List.of(),
                new BodySpec("emulated", "", Map.of(rx, "rx", tx, "tx"), Parameters.of(Map.of("chip", chip))));
    }

    private Chip chip(String name) {
        return ((EmulatedBody) rack.board(name).body()).chip();
    }

    @BeforeEach
    void start() {
        rack.enter();
        switchOn(chip("a"));
        switchOn(chip("b"));
        rack.exit();
        rack.advance(11 * BIT_NS + 1_000);
    }

    @AfterEach
    void close() {
        rack.close();
    }

    private void send(int id) {
        rack.enter();
        Chip chip = chip("a");
        chip.run(rack.clock().nowNs());
        write(chip, CAN1 + 0x180, id << 21 | 1);
        rack.exit();
    }

    private int read(String name, int offset) {
        rack.enter();
        try {
            return (int) chip(name).bus().read(CAN1 + offset, 4);
        } finally {
            rack.exit();
        }
    }

    private void cut(String pin, boolean cut) {
        rack.enter();
        rack.board("a").cut(pin, cut);
        rack.exit();
    }

    @Test
    void shouldCarryAFrameFromBoardToBoard() {
        send(0x123);
        rack.advance(1_000_000);
        assertThat(read("b", 0x1B0)).isEqualTo(0x123 << 21);
        assertThat(read("a", ESR)).isZero();
        assertThat(read("a", 8) & 3).isEqualTo(3);
        rack.enter();
        assertThat(rack.board("a").nets().get("canh").volts()).isEqualTo(2.5);
        rack.exit();
    }

    @Test
    void shouldFindNobodyBehindACutWireAndHimAgainWhenItIsMended() {
        cut("u1.canl", true);
        send(0x123);
        rack.advance(5_000_000);
        // Nobody acknowledges: a passive sender stays at 128 and is never off.
        assertThat(read("a", ESR) >>> 16 & 0xFF).isEqualTo(128);
        assertThat(read("a", ESR) & 7).isEqualTo(3);
        assertThat(read("b", 0x0C) & 3).isZero();
        cut("u1.canl", false);
        rack.advance(1_000_000);
        assertThat(read("b", 0x1B0)).isEqualTo(0x123 << 21);
        assertThat(read("a", ESR) >>> 16 & 0xFF).isEqualTo(127);
    }

    @Test
    void shouldBreakOffWhenTheWireIsCutInTheMidstOfAFrame() {
        send(0x123);
        rack.advance(20 * BIT_NS);
        cut("wire_1", true);
        rack.advance(100 * BIT_NS);
        assertThat(read("b", 0x0C) & 3).isZero();
        assertThat(read("a", ESR) >>> 16 & 0xFF).isPositive();
    }

    @Test
    void shouldFindNobodyWithoutPower() {
        rack.enter();
        rack.board("b").power(false);
        rack.exit();
        send(0x123);
        rack.advance(2_000_000);
        assertThat(read("a", ESR) >>> 16 & 0xFF).isPositive();
    }

    @Test
    void shouldRefuseAChipWithoutCan() {
        assertThatThrownBy(() -> Rack.builder()
                        .board("c", board("stm32f401", "PB8", "PB9"))
                        .build())
                .hasMessage(
                        "board c: part u1: chip stm32f401 has no CAN controller whose TX can be at PB9 and RX at what"
                                + " rxd is wired to; wire txd and rxd to others");
        assertThatThrownBy(() -> Rack.builder()
                        .board("c", board("stm32f407", "PD1", "PD0"))
                        .build())
                .hasMessageContaining("has no CAN controller whose TX can be at PD0");
    }
}
