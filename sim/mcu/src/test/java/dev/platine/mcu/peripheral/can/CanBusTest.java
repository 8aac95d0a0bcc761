package dev.platine.mcu.peripheral.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.can.CanBits;
import dev.platine.mcu.pin.can.CanFrame;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three chips and an instrument on one wire. */
class CanBusTest {
    private final List<String> heard = new ArrayList<>();
    private CanRack rack = new CanRack(100_000);
    private CanWire wire = new CanWire(rack.alarms()::alarm);
    private CanInstrument instrument = instrument();
    private CanBench first;
    private CanBench second;
    private CanBench third;

    private CanInstrument instrument() {
        return new CanInstrument("T", Rate.hz(500_000), wire, (frame, ns) -> heard.add(ns + " " + frame));
    }

    private void rack(long sliceNs, int mcr) {
        rack = new CanRack(sliceNs);
        wire = new CanWire(rack.alarms()::alarm);
        instrument = instrument();
        first = node(new CanBench(Stm32f4.f407()), mcr);
        second = node(new CanBench(Stm32f4.f407()), mcr);
        third = node(new CanBench(Stm32f4.f407()), mcr);
    }

    private CanBench node(CanBench node, int mcr) {
        node.attach(wire);
        node.start(mcr, CanBench.BTR_500);
        rack.add(node.bench);
        return node;
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 37_000, 1_000_000})
    void shouldGiveTheSameRunWhateverTheSlice(long sliceNs) {
        rack(sliceNs, 0);
        long begin = rack.nowNs();
        first.send(0, CanFrame.of(0x300, 1));
        second.send(0, CanFrame.of(0x200, 2));
        third.send(0, CanFrame.of(0x100, 3));
        instrument.send(CanFrame.of(0x180, 4), begin);
        rack.run(2_000_000);
        List<String> order = heard.stream()
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .toList();
        assertThat(order).containsExactly("100#03", "200#02", "300#01");
        assertThat(first.take(0)).hasToString("100#03");
        assertThat(first.take(0)).hasToString("180#04");
        assertThat(first.take(0)).hasToString("200#02");
        assertThat(third.take(0)).hasToString("180#04");
        assertThat(instrument.sent()).isOne();
        long starts = Long.parseLong(heard.get(0).substring(0, heard.get(0).indexOf(' ')));
        long third = Long.parseLong(heard.get(2).substring(0, heard.get(2).indexOf(' ')));
        assertThat(third - starts)
                .isEqualTo(CanBench.lasts(CanFrame.of(0x100, 3))
                        + CanBench.lasts(CanFrame.of(0x180, 4))
                        + CanBench.lasts(CanFrame.of(0x200, 2)));
    }

    @Test
    void shouldGiveUpAfterLostArbitrationIfItTriesOnceOnly() {
        rack(100_000, CanRegisters.NART);
        first.send(0, CanFrame.of(0x300));
        second.send(0, CanFrame.of(0x200));
        rack.run(500_000);
        assertThat(heard).hasSize(1);
        assertThat(first.read(CanRegisters.TSR) & 0xF).isEqualTo(TransmitMailboxes.RQCP | TransmitMailboxes.ALST);
        assertThat(first.read(CanRegisters.ESR)).isZero();
        assertThat(first.take(0)).hasToString("200#");
    }

    @Test
    void shouldSayThatItReceives() {
        rack(100_000, 0);
        CanFrame frame = CanFrame.of(0x555);
        instrument.send(frame, rack.nowNs());
        rack.run(5 * CanBench.BIT_NS + CanBench.BIT_NS / 2);
        int state = first.read(CanRegisters.MSR);
        assertThat(state & (CanRegisters.TXM | CanRegisters.RXM)).isEqualTo(CanRegisters.RXM);
        assertThat(state & (CanRegisters.RX | CanRegisters.SAMP)).isEqualTo(CanRegisters.RX);
        rack.run(CanBench.BIT_NS);
        state = first.read(CanRegisters.MSR);
        assertThat(state & (CanRegisters.RX | CanRegisters.SAMP)).isEqualTo(CanRegisters.SAMP);
        rack.run(CanBench.lasts(frame));
        assertThat(first.read(CanRegisters.MSR) & 0xF00).isEqualTo(CanRegisters.RX | CanRegisters.SAMP);
    }

    @Test
    void shouldWakeByTheBus() {
        rack(100_000, 0);
        second.write(CanRegisters.MCR, CanRegisters.SLEEP | CanRegisters.AWUM);
        third.write(CanRegisters.MCR, CanRegisters.SLEEP);
        third.write(CanRegisters.IER, CanRegisters.WKUIE);
        first.send(0, CanFrame.of(1));
        rack.run(CanBench.lasts(CanFrame.of(1)) + 1_000);
        assertThat(second.has(CanRegisters.MSR, CanRegisters.WKUI)).isTrue();
        assertThat(second.has(CanRegisters.MSR, CanRegisters.SLAK)).isFalse();
        assertThat(second.take(0)).isNull();
        assertThat(third.has(CanRegisters.MSR, CanRegisters.WKUI | CanRegisters.SLAK))
                .isTrue();
        assertThat(third.bench.pending("CAN1_SCE")).isTrue();
        assertThat(second.bench.pending("CAN1_SCE")).isFalse();
        first.send(0, CanFrame.of(2));
        rack.run(2 * CanBench.lasts(CanFrame.of(2)));
        assertThat(second.take(0)).hasToString("002#");
    }

    @Test
    void shouldJoinAtTheEndOfAFrame() {
        rack(100_000, 0);
        second.write(CanRegisters.MCR, CanRegisters.INRQ);
        CanFrame frame = CanFrame.of(0x123, 1, 2, 3, 4, 5, 6, 7, 8);
        first.send(0, frame);
        first.send(1, CanFrame.of(0x124));
        rack.run(20 * CanBench.BIT_NS);
        second.write(CanRegisters.MCR, 0);
        rack.run(CanBench.lasts(frame) - 21 * CanBench.BIT_NS);
        assertThat(second.has(CanRegisters.MSR, CanRegisters.INAK)).isTrue();
        rack.run(2 * CanBench.BIT_NS);
        assertThat(second.has(CanRegisters.MSR, CanRegisters.INAK)).isFalse();
        rack.run(CanBench.lasts(frame));
        assertThat(second.take(0)).hasToString("124#");
    }

    @Test
    void shouldBreakOffWhenAChipIsReset() {
        rack(100_000, 0);
        CanFrame frame = CanFrame.of(0x123);
        first.send(0, frame);
        rack.run(10 * CanBench.BIT_NS);
        first.can().reset();
        assertThat(second.read(CanRegisters.ESR)).isEqualTo(1 << 24 | 1 << 4);
        assertThat(instrument.errors()).isOne();
        third.send(0, CanFrame.of(0x10));
        rack.run(CanBits.of(frame).length() * 3 * CanBench.BIT_NS);
        assertThat(second.take(0)).hasToString("010#");
    }

    @Test
    void shouldBeTwoNodesOfOneBusOnOneChip() {
        CanBench one = new CanBench(Stm32f4.f446());
        CanBench two = new CanBench(one.bench, CanBench.CAN2);
        one.filter(14, true, false, 0, 0, 0);
        one.attach(wire);
        two.attach(wire);
        one.start(0, CanBench.BTR_500);
        two.start(0, CanBench.BTR_500);
        rack.add(one.bench);
        one.send(0, CanFrame.of(0x11));
        two.send(0, CanFrame.of(0x22));
        rack.run(500_000);
        assertThat(two.take(0)).hasToString("011#");
        assertThat(one.take(0)).hasToString("022#");
        assertThat(heard).hasSize(2);
    }
}
