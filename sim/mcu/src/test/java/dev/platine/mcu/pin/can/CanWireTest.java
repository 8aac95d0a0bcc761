package dev.platine.mcu.pin.can;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.time.AlarmQueue;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanWireTest {
    private static final Rate KBIT_500 = Rate.hz(500_000);

    private final AlarmQueue alarms = new AlarmQueue(ns -> {});
    private final CanWire wire = new CanWire(alarms::alarm);
    private final List<String> heard = new ArrayList<>();
    private final CanInstrument first = instrument("A", KBIT_500);
    private final CanInstrument second = instrument("B", KBIT_500);

    private CanInstrument instrument(String name, Rate rate) {
        return new CanInstrument(name, rate, wire, (frame, ns) -> heard.add(name + " " + ns + " " + frame));
    }

    @Test
    void shouldCarryAFrameInItsNumberOfBits() {
        CanFrame frame = CanFrame.of(0x14, 1);
        first.send(frame, 1_000);
        long bits = CanBits.of(frame).length();
        alarms.runUntil(1_000 + (bits - 1) * 2_000 - 1);
        assertThat(heard).isEmpty();
        assertThat(wire.isIdle()).isFalse();
        alarms.runUntil(1_000 + (bits - 1) * 2_000);
        assertThat(heard).containsExactly("B 1000 014#01");
        alarms.runUntil(1_000 + bits * 2_000);
        assertThat(first.sent()).isOne();
        alarms.runUntil(1_000 + (bits + 3) * 2_000 - 1);
        assertThat(wire.isIdle()).isFalse();
        alarms.runUntil(1_000 + (bits + 3) * 2_000);
        assertThat(wire.isIdle()).isTrue();
        assertThat(alarms.next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldShowTheLevelBitByBit() {
        first.send(CanFrame.of(0x555), 0);
        alarms.runUntil(0);
        assertThat(wire.isRecessive(-1)).isTrue();
        for (int i = 0; i < 12; i++) {
            assertThat(wire.isRecessive(2_000L * i + 1_000)).as("bit %d", i).isEqualTo(i % 2 == 1);
        }
        int slot = CanBits.of(CanFrame.of(0x555)).acknowledgeSlot();
        assertThat(wire.isRecessive(2_000L * slot - 1)).isTrue();
        assertThat(wire.isRecessive(2_000L * slot)).isFalse();
        assertThat(wire.isRecessive(2_000L * slot + 2_000)).isTrue();
    }

    @Test
    void shouldLetTheLowerIdentifierGoFirst() {
        first.send(CanFrame.of(0x200, 1), 0);
        second.send(CanFrame.of(0x100, 2), 0);
        alarms.runUntil(1_000_000);
        long behind = (CanBits.of(CanFrame.of(0x100, 2)).length() + 3) * 2_000L;
        assertThat(heard).containsExactly("A 0 100#02", "B " + behind + " 200#01");
    }

    @Test
    void shouldLetTheStandardFrameGoBeforeTheExtendedOne() {
        first.send(CanFrame.extended(0x100 << 18, 1), 0);
        second.send(CanFrame.of(0x100, 2), 0);
        alarms.runUntil(1_000_000);
        assertThat(heard.get(0)).isEqualTo("A 0 100#02");
        assertThat(heard).hasSize(2);
    }

    @Test
    void shouldWaitForTheBusToBeIdle() {
        first.send(CanFrame.of(0x700), 0);
        alarms.runUntil(10_000);
        second.send(CanFrame.of(1), 10_000);
        alarms.runUntil(1_000_000);
        long behind = (CanBits.of(CanFrame.of(0x700)).length() + 3) * 2_000L;
        assertThat(heard).containsExactly("B 0 700#", "A " + behind + " 001#");
    }

    @Test
    void shouldSendAgainUntilSomebodyAcknowledges() {
        second.answers(false);
        first.send(CanFrame.of(0x123), 0);
        alarms.runUntil(1_000_000);
        assertThat(first.sent()).isZero();
        long attempt = (CanBits.of(CanFrame.of(0x123)).acknowledgeSlot() + 1 + 6 + 8 + 3) * 2_000L;
        assertThat(first.errors()).isEqualTo(1_000_000 / attempt);
        second.answers(true);
        alarms.runUntil(1_100_000);
        assertThat(first.sent()).isOne();
        assertThat(heard).hasSize(1);
    }

    @Test
    void shouldBeDisturbedByAnotherBitRate() {
        CanInstrument strange = instrument("S", Rate.hz(250_000));
        first.send(CanFrame.of(0x123), 0);
        alarms.runUntil(1_000_000);
        assertThat(heard).isEmpty();
        assertThat(first.sent()).isZero();
        assertThat(first.errors()).isPositive();
        assertThat(strange.errors()).isEqualTo(first.errors());
        wire.detach(strange, 1_000_000);
        alarms.runUntil(1_200_000);
        assertThat(first.sent()).isOne();
    }

    @Test
    void shouldUnderstandARateThatIsNearlyRight() {
        CanInstrument near = instrument("N", new Rate(500_000L * 1_004, 1_000));
        near.send(CanFrame.of(0x123), 0);
        alarms.runUntil(1_000_000);
        assertThat(heard).containsExactly("A 0 123#", "B 0 123#");
    }

    @Test
    void shouldTakeEqualFramesAsOneAndBreakUnequalOnes() {
        first.send(CanFrame.of(0x123, 5), 0);
        second.send(CanFrame.of(0x123, 5), 0);
        CanInstrument third = instrument("C", KBIT_500);
        alarms.runUntil(200_000);
        assertThat(heard).containsExactly("C 0 123#05");
        assertThat(first.sent() + second.sent()).isEqualTo(2);
        first.send(CanFrame.of(0x123, 5), 200_000);
        second.send(CanFrame.of(0x123, 6), 200_000);
        alarms.runUntil(400_000);
        assertThat(heard).hasSize(1);
        assertThat(first.errors()).isPositive().isEqualTo(second.errors()).isEqualTo(third.errors());
    }

    @Test
    void shouldBreakOffWhenTheSenderDoes() {
        first.send(CanFrame.of(0x123), 0);
        alarms.runUntil(20_000);
        wire.detach(first, 20_000);
        assertThat(second.errors()).isOne();
        alarms.runUntil(20_000 + 23 * 2_000 - 1);
        assertThat(wire.isIdle()).isFalse();
        alarms.runUntil(20_000 + 23 * 2_000);
        assertThat(wire.isIdle()).isTrue();
        assertThat(heard).isEmpty();
    }
}
