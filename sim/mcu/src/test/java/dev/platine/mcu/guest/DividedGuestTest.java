package dev.platine.mcu.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs tell the same on buses that are divided: by four and by two, by sixteen and not at all, all of it by two. */
class DividedGuestTest {
    private static Guest wired(String program, String chip) {
        String[][] wires = switch (program) {
            case "usart", "usart-more" ->
                new String[][] {{"PA9", "PA3"}, {"PA2", "PA10"}, {"PB6", "PC6"}, {"PB0", "PA0"}, {"PB1", "PA1"}};
            case "spi" -> new String[][] {{"PA5", "PB13"}, {"PA6", "PB14"}, {"PA7", "PB15"}, {"PA4", "PB12"}};
            case "i2c", "i2c-more" -> new String[][] {{"PB6", "PB10"}, {"PB7", "PB11", "PB3"}};
            default -> new String[0][];
        };
        Guest guest = Guest.of(program, chip);
        for (String[] wire : wires) {
            guest.wire(wire);
        }
        if (program.startsWith("i2c")) {
            guest.pullUp("PB6", "PB7");
        }
        return guest;
    }

    private static void compare(String program, String chip, int... dividers) {
        List<String> plain = wired(program, chip).run().said();
        for (int each : dividers) {
            assertThat(wired(program, chip).divided(each).run().said())
                    .as("dividers 0x%X", each)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spi, stm32f411",
        "i2c, stm32f401",
        "i2c-more, stm32f407",
        "dma, stm32f446",
        "dma-more, stm32f411",
        "core, stm32f407"
    })
    void shouldTellTheSame(String program, String chip) {
        compare(program, chip, 5 << 10 | 4 << 13, 7 << 10, 6 << 13, 8 << 4);
    }

    /** The two ports, which are on two buses, need the same rate. */
    @ParameterizedTest
    @CsvSource({"usart, stm32f407", "usart-more, stm32f446"})
    void shouldTellTheSameAtOneRate(String program, String chip) {
        compare(program, chip, 5 << 10 | 5 << 13, 4 << 10 | 4 << 13, 8 << 4);
    }
}
