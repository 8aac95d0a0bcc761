package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.can.Can;
import dev.platine.mcu.pin.can.CanWire;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code core-more.c} and {@code can-more.c}. */
class CoreMoreGuestTest {
    private static final long USAGE = 6;
    private static final long BUS = 5;
    private static final long HARD = 3;

    static Stream<String> chips() {
        return Guest.chipsWith();
    }

    static Stream<String> withCan() {
        return Guest.chipsWith("CAN2");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldFaultMaskAndCallAsTheProcessorDoes(String chip) {
        Guest guest = Guest.of("core-more", chip).run();
        assertThat(guest.value("divided")).isEqualTo(USAGE);
        assertThat(guest.value("unaligned")).isEqualTo(USAGE);
        assertThat(guest.value("undefined")).isEqualTo(USAGE);
        assertThat(guest.value("nothing_there")).isEqualTo(BUS);
        assertThat(guest.value("fault_address")).isEqualTo(0x60000000);
        assertThat(guest.value("escalated")).isEqualTo(HARD);
        assertThat(guest.value("forced")).isEqualTo(1 << 30);
        assertThat(guest.value("no_coprocessor")).isEqualTo(USAGE);
        assertThat(guest.values("status")).containsExactly(1L << 25, 1L << 24, 1L << 16, 0x8200L, 1L << 16, 1L << 19);
        assertThat(guest.value("debug_status")).as("DWTTRAP").isEqualTo(4);
        assertThat(guest.values("hits")).containsExactly(1L, 1L);
        assertThat(guest.value("kept_float")).isEqualTo(2469);
        assertThat(guest.value("handler_float")).isEqualTo(48);
        assertThat(guest.value("answer")).isEqualTo(1007);
        assertThat(guest.value("called")).isEqualTo(4217);
        assertThat(guest.value("basepri")).isEqualTo(0x001);
        assertThat(guest.value("primask")).isEqualTo(0x102);
        // the store into the guard, and the stacking behind it
        assertThat(guest.value("overflow")).isEqualTo(0x92);
    }

    @ParameterizedTest
    @MethodSource("withCan")
    void shouldTalkInOtherWays(String chip) {
        GuestRack rack = new GuestRack();
        CanWire wire = new CanWire(rack.alarms()::alarm);
        Guest guest = Guest.of("can-more", chip);
        for (String name : List.of("CAN1", "CAN2")) {
            ((Can) Objects.requireNonNull(guest.chip().blocks().get(name))).attach(wire);
        }
        rack.run(List.of(guest));
        assertThat(guest.value("second_got")).isEqualTo(0xBEEF);
        assertThat(guest.value("first_got")).isEqualTo(0xCAFE);
        assertThat(guest.value("not_for_first")).isZero();
        assertThat(guest.value("remote")).isEqualTo(0x2AAL << 21 | 2);
        assertThat(guest.value("remote_length")).isEqualTo(3);
        assertThat(guest.value("remote_only_there")).isZero();
        assertThat(guest.value("overrun")).isEqualTo(0x1B);
        assertThat(guest.values("by_request")).containsExactly(0x2F0L, 0x210L, 0x200L);
        assertThat(guest.value("bits_between")).isBetween(1044L, 1075L);
        // 128 times eleven recessive bits of 2 us
        assertThat(guest.saidNs("recovered") - guest.saidNs("recover")).isBetween(2_816 * Guest.US, 2_900 * Guest.US);
        assertThat(guest.value("counters")).isZero();
        assertThat(guest.value("sent_behind")).isEqualTo(1);
        assertThat(guest.value("once")).as("requested, failed").isEqualTo(9);
    }
}
