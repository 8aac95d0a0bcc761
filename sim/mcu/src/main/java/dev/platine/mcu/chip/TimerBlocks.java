package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.timer.Timer;
import dev.platine.mcu.peripheral.timer.TimerKind;
import dev.platine.mcu.peripheral.timer.TimerSpec;
import dev.platine.mcu.peripheral.timer.TimerSpec.Remap;
import java.util.List;

/** Timers. */
final class TimerBlocks {
    private static final int APB1_ENABLE = 0x40;
    private static final int APB1_RESET = 0x20;
    private static final int APB2_ENABLE = 0x44;
    private static final int APB2_RESET = 0x24;

    private TimerBlocks() {}

    static void declare(ChipBuilder chip) {
        boolean large = !chip.is(Variant.F401, Variant.F411);
        advanced(chip, 1, 0x40010000, 0, 24, 5, 2, 3, 4);
        general(chip, 2, 32, Remap.TRIGGER_1, 28, 1, 8, 3, 4);
        general(chip, 3, 16, Remap.NONE, 29, 1, 2, 5, 4);
        general(chip, 4, 16, Remap.NONE, 30, 1, 2, 3, 8);
        general(chip, 5, 32, Remap.INPUT_4, 50, 2, 3, 4, 8);
        List<String> of9 = List.of("TIM2_TRGO", "TIM3_TRGO", "TIM10_OC1REF", "TIM11_OC1REF");
        small(chip, 9, TimerKind.TWO_CHANNELS, 0x40014000, 24, of9);
        small(chip, 10, TimerKind.ONE_CHANNEL, 0x40014400, 25, List.of());
        small(chip, 11, TimerKind.ONE_CHANNEL, 0x40014800, 26, List.of());
        if (large) {
            advanced(chip, 8, 0x40010400, 1, 43, 1, 2, 4, 5);
            small(chip, 6, TimerKind.BASIC, 0x40001000, 54, List.of());
            chip.vector("TIM6_DAC", 54);
            small(chip, 7, TimerKind.BASIC, 0x40001400, 55, List.of());
            List<String> of12 = List.of("TIM4_TRGO", "TIM5_TRGO", "TIM13_OC1REF", "TIM14_OC1REF");
            small(chip, 12, TimerKind.TWO_CHANNELS, 0x40001800, 43, of12);
            small(chip, 13, TimerKind.ONE_CHANNEL, 0x40001C00, 44, List.of());
            small(chip, 14, TimerKind.ONE_CHANNEL, 0x40002000, 45, List.of());
        }
    }

    private static void advanced(ChipBuilder chip, int number, int base, int bit, int vector, int... masters) {
        String name = "TIM" + number;
        chip.vector(name + "_BRK", vector);
        chip.vector(name + "_UP", vector + 1);
        chip.vector(name + "_TRG_COM", vector + 2);
        chip.vector(name + "_CC", vector + 3);
        Place place = new Place(APB2_ENABLE, APB2_RESET, bit);
        declare(
                chip,
                new TimerSpec(number, TimerKind.ADVANCED, 16, Domain.TIMERS2, of(masters), Remap.NONE),
                base,
                place);
    }

    /** TIM2 to TIM5: one beside the other. */
    private static void general(ChipBuilder chip, int number, int bits, Remap remap, int vector, int... masters) {
        chip.vector("TIM" + number, vector);
        int base = 0x40000000 + 0x400 * (number - 2);
        Place place = new Place(APB1_ENABLE, APB1_RESET, number - 2);
        declare(chip, new TimerSpec(number, TimerKind.GENERAL, bits, Domain.TIMERS1, of(masters), remap), base, place);
    }

    private static void small(
            ChipBuilder chip, int number, TimerKind kind, int base, int vector, List<String> triggers) {
        chip.vector("TIM" + number, vector);
        boolean fast = number >= 9 && number <= 11;
        Domain domain = fast ? Domain.TIMERS2 : Domain.TIMERS1;
        Place place = fast
                ? new Place(APB2_ENABLE, APB2_RESET, 16 + number - 9)
                : new Place(APB1_ENABLE, APB1_RESET, number - 2 - (number > 9 ? 4 : 0));
        Remap remap = number == 11 ? Remap.INPUT_1 : Remap.NONE;
        declare(chip, new TimerSpec(number, kind, 16, domain, triggers, remap), base, place);
    }

    private static void declare(ChipBuilder chip, TimerSpec spec, int base, Place place) {
        chip.block("TIM" + spec.number(), base, 0x400, place, (site, parts) -> new Timer(site, spec));
    }

    private static List<String> of(int... masters) {
        return java.util.Arrays.stream(masters)
                .mapToObj(m -> "TIM" + m + "_TRGO")
                .toList();
    }
}
