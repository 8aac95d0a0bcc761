package dev.platine.sim.emulated;

import static dev.platine.sim.emulated.CanRegisters.CAN1;
import static dev.platine.sim.emulated.CanRegisters.switchOn;
import static dev.platine.sim.emulated.CanRegisters.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.BoardInfo;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.pin.can.CanBits;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BodySpec;
import dev.platine.sim.spec.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bus between two boards of a rack, whose registers the test writes as firmware would. */
class CanLineTest {
    private static final long BIT_NS = 2_000;

    private final List<String> heard = new ArrayList<>();
    private final Rack rack = Rack.builder()
            .board("a", board("stm32f407"))
            .board("b", board("stm32f407"))
            .board("c", board("stm32f401"))
            .build();
    private CanInstrument instrument;

    private static BoardSpec board(String chip) {
        return new BoardSpec(
                "test",
                new BoardInfo("test", "Platine", "test-1", "A", "1", "1.0", "test"),
                "",
                Map.of("gnd", ""),
                List.of(),
                null,
                List.of(),
                new BodySpec("emulated", "", Map.of(), Parameters.of(Map.of("chip", chip))));
    }

    private EmulatedBody body(String name) {
        return (EmulatedBody) rack.board(name).body();
    }

    @BeforeEach
    void join() {
        rack.enter();
        CanLine line = new CanLine(rack.clock());
        line.join(body("a"), "CAN1");
        line.join(body("b"), "CAN1");
        instrument = line.instrument("T", 500_000, (frame, ns) -> heard.add(ns + " " + frame));
        assertThatThrownBy(() -> line.join(body("c"), "CAN1")).hasMessage("chip stm32f401 has no CAN controller CAN1");
        switchOn(body("a").chip());
        switchOn(body("b").chip());
        rack.exit();
        rack.advance(11 * BIT_NS + 1_000);
    }

    @AfterEach
    void close() {
        rack.close();
    }

    private void send(String name, int id) {
        rack.enter();
        Chip chip = body(name).chip();
        chip.run(rack.clock().nowNs());
        write(chip, CAN1 + 0x180, id << 21 | 1);
        rack.exit();
    }

    private int read(String name, int offset) {
        rack.enter();
        try {
            return (int) body(name).chip().bus().read(CAN1 + offset, 4);
        } finally {
            rack.exit();
        }
    }

    @Test
    void shouldCarryFramesBetweenBoards() {
        send("a", 0x321);
        send("b", 0x123);
        long begin = rack.clock().nowNs();
        rack.advance(1_000_000);
        long next = begin + (CanBits.of(CanFrame.of(0x123)).length() + 3) * BIT_NS;
        assertThat(heard).containsExactly(begin + " 123#", next + " 321#");
        assertThat(read("a", 0x0C) & 3).isOne();
        assertThat(read("a", 0x1B0)).isEqualTo(0x123 << 21);
        assertThat(read("b", 0x1B0)).isEqualTo(0x321 << 21);
        assertThat(read("a", 8) & 0xF).isEqualTo(3);
    }

    @Test
    void shouldHearAnInstrument() {
        rack.enter();
        instrument.send(CanFrame.of(0x7FF), rack.clock().nowNs());
        rack.exit();
        rack.advance(1_000_000);
        assertThat(instrument.sent()).isOne();
        assertThat(read("a", 0x1B0)).isEqualTo(0x7FF << 21);
        assertThat(read("b", 0x1B0)).isEqualTo(0x7FF << 21);
    }

    @Test
    void shouldBreakOffWhenABoardLosesItsPower() {
        send("a", 0x321);
        rack.advance(20 * BIT_NS);
        rack.enter();
        rack.board("a").power(false);
        rack.exit();
        rack.advance(1_000_000);
        assertThat(heard).isEmpty();
        assertThat(read("b", 0x18)).isEqualTo(1 << 24 | 1 << 4);
        send("b", 5);
        rack.advance(1_000_000);
        assertThat(heard).hasSize(1);
        rack.enter();
        rack.board("a").power(true);
        switchOn(body("a").chip());
        rack.exit();
        rack.advance(100_000);
        send("b", 6);
        rack.advance(1_000_000);
        assertThat(read("a", 0x1B0)).isEqualTo(6 << 21);
    }
}
