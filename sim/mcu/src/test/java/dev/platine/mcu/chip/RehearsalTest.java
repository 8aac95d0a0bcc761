package dev.platine.mcu.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.mcu.image.Image;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {
    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldWorkForAsLongWithEachEngine(EngineChoice engine) {
        assertThat(Rehearsal.run(engine)).as("1.6 ms at 16 MHz").isEqualTo(25_600);
    }

    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldHaveAProgramThatEndsBySemihosting(EngineChoice engine) {
        Chip chip = new Chip(Stm32f4.f446(), engine.create(), new Nothing());
        Image.elf("rehearsal", Rehearsal.elf()).load(chip.bus());
        int[] ended = new int[1];
        chip.processor().hostCalls(processor -> {
            ended[0] = processor.cpu().r[1];
            chip.leave();
            return true;
        });
        chip.powerUp(0);
        chip.run(100_000_000);

        assertThat(ended[0]).isEqualTo(0x20026);
    }
}
