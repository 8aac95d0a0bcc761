package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.register.TouchLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick ways to registers give what the long ways give: two chips, the same accesses, one of them without quick ways. */
class QuickAccessTest {
    private static final int ACCESSES = 12_000;
    /** Whoever writes these at random stops the clocks, or resets the chip again and again. */
    private static final Set<String> ONLY_READ = Set.of("RCC", "PWR", "FLASH", "IWDG", "WWDG");

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    private record Place(Peripheral block, int base, Register register) {}

    private static List<Place> places(Bench bench) {
        List<Place> places = new ArrayList<>();
        for (BlockSpec declared : bench.chip().spec().blocks()) {
            Peripheral block = bench.chip().blocks().get(declared.name());
            if (block != null) {
                block.layout().registers().forEach(r -> places.add(new Place(block, declared.base(), r)));
            }
        }
        return places;
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldGiveWhatTheLongWaysGive(ChipSpec spec) {
        Bench quick = new Bench(spec);
        Bench slow = new Bench(spec);
        List<Place> places = places(quick);
        List<Place> others = places(slow);
        Random random = new Random(spec.name().hashCode());
        int at = 0;
        for (int i = 0; i < ACCESSES; i++) {
            // mostly near the last one: settings of one block belong together
            at = random.nextInt(8) == 0
                    ? random.nextInt(places.size())
                    : Math.floorMod(at + random.nextInt(9) - 4, places.size());
            Place place = places.get(at);
            int size = random.nextInt(6) == 0 ? 1 << random.nextInt(2) : 4;
            int address = place.base + place.register.offset() + (size == 4 ? 0 : random.nextInt(4 / size) * size);
            QuickWays.close(others.get(at).block);
            String what =
                    spec.name() + " " + place.block.name() + "." + place.register.name() + " size " + size + ", " + i;
            if (random.nextInt(2) == 0 || ONLY_READ.contains(place.block.name())) {
                assertThat(quick.chip().bus().read(address, size))
                        .as(what)
                        .isEqualTo(slow.chip().bus().read(address, size));
            } else {
                int value = random.nextInt() & random.nextInt() & (random.nextBoolean() ? -1 : random.nextInt());
                assertThat(quick.chip().bus().write(address, size, value))
                        .as(what)
                        .isEqualTo(slow.chip().bus().write(address, size, value));
            }
            if (random.nextInt(4) == 0) {
                long ns = random.nextInt(3_000);
                quick.run(ns);
                slow.run(ns);
            }
            if (random.nextInt(500) == 0) {
                boolean on = random.nextBoolean();
                place.block.clock(on);
                others.get(at).block.clock(on);
            }
        }
        same(quick, slow);
    }

    private static void same(Bench quick, Bench slow) {
        assertThat(touches(quick)).isEqualTo(touches(slow));
        assertThat(quick.chip().processor().cycles())
                .isEqualTo(slow.chip().processor().cycles());
        for (String interrupt : quick.chip().spec().vectors().keySet()) {
            assertThat(quick.pending(interrupt)).as(interrupt).isEqualTo(slow.pending(interrupt));
        }
        assertThat(quick.toString()).isEqualTo(slow.toString());
    }

    private static List<TouchLog.Touch> touches(Bench bench) {
        return bench.chip().touches().touches();
    }
}
