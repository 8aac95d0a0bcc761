package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.can.Can;
import dev.platine.mcu.pin.can.CanInstrument;
import dev.platine.mcu.pin.can.CanNode;
import dev.platine.mcu.pin.can.CanWire;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code can.c}: a controller alone, and two chips on a bus. */
class CanGuestTest {
    private final GuestRack rack = new GuestRack();
    private final CanWire wire = new CanWire(rack.alarms()::alarm);
    private final List<String> heard = new ArrayList<>();
    private final List<Long> heardNs = new ArrayList<>();

    private CanNode attach(Guest guest) {
        Can can = (Can) Objects.requireNonNull(guest.chip().blocks().get("CAN1"));
        return can.attach(wire);
    }

    @ParameterizedTest
    @CsvSource({"stm32f407, stm32f446", "stm32f446, stm32f405", "stm32f405, stm32f407"})
    void shouldTalkAsControllersDo(String first, String second) {
        Guest asks = Guest.of("can", first);
        Guest answers = Guest.of("can", second);
        CanInstrument instrument = new CanInstrument("T", Rate.hz(500_000), wire, (frame, ns) -> {
            heard.add(frame.toString());
            heardNs.add(ns);
        });
        instrument.answers(false);
        attach(asks);
        CanNode partner = attach(answers);
        asks.pins().level("PA0", false);
        answers.pins().level("PA0", true);
        asks.when("unplug", g -> wire.detach(partner, g.nowNs()));
        rack.run(List.of(asks, answers));
        for (Guest guest : List.of(asks, answers)) {
            assertFilters(guest);
            // the first one was under way already; what comes to a full FIFO takes the place of its last
            assertThat(guest.values("order")).containsExactly(0x500L, 0x100L, 0x600L);
            assertThat(guest.value("full")).isEqualTo(8);
            assertThat(guest.value("overrun")).isEqualTo(0x18);
            assertThat(guest.value("errors")).isZero();
        }
        assertConversation(asks, answers);
        // error passive with the warning before it, no acknowledge, 128 by eights
        assertThat(asks.value("passive")).isEqualTo(3);
        assertThat(asks.value("last_error")).isEqualTo(3);
        assertThat(asks.value("sent_errors")).isEqualTo(128);
        assertThat(asks.value("aborted")).isEqualTo(1);
    }

    private static void assertFilters(Guest guest) {
        assertThat(guest.value("in_fifo0")).isEqualTo(1);
        assertThat(guest.value("in_fifo1")).isEqualTo(1);
        assertThat(guest.values("id")).containsExactly(0x123L, 0x1ABCDF0L);
        assertThat(guest.values("data")).containsExactly(0x44332211L, 0x04030201L);
        assertThat(guest.value("high")).isEqualTo(0x08070605);
        // the first filter of FIFO 0; in FIFO 1's list, the second one
        assertThat(guest.values("length_filter")).containsExactly(4L, 8L | 1 << 8);
    }

    /** Five questions and answers: a frame of 4 bytes is 79 bits, stuff bits and the pause included that lie between 79 and 98. */
    private void assertConversation(Guest asks, Guest answers) {
        assertThat(answers.values("asked")).containsExactly(0L, 1000L, 2000L, 3000L, 4000L);
        assertThat(asks.values("answered")).containsExactly(1L, 1001L, 2001L, 3001L, 4001L);
        assertThat(asks.value("from")).isEqualTo(0x201);
        assertThat(heard.subList(0, 4)).containsExactly("200#00000000", "201#01000000", "200#E8030000", "201#E9030000");
        assertThat(heardNs.get(1) - heardNs.get(0)).isBetween(79 * 2 * Guest.US, 98 * 2 * Guest.US + 10 * Guest.US);
    }
}
