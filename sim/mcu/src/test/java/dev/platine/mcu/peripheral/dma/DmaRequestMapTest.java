package dev.platine.mcu.peripheral.dma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.DmaRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where requests go, chip by chip. */
class DmaRequestMapTest {
    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    private static int place(int dma, int stream, int channel) {
        return dma << 8 | stream << 4 | channel;
    }

    /** Every request of the map reaches its stream by its channel, and no other channel does. */
    @ParameterizedTest
    @MethodSource("chips")
    void shouldReachEveryStreamOfTheMap(ChipSpec spec) {
        Bench bench = new Bench(spec);
        bench.chip().bus().add(0x40007F00, 4, new DmaBench());
        spec.requests()
                .forEach((name, places) -> places.forEach(place -> {
                    int controller = place >> 8;
                    int stream = DmaBench.stream(controller == 1 ? DmaBench.DMA1 : DmaBench.DMA2, place >> 4 & 7);
                    bench.write(stream + 8, 0x40007F00);
                    bench.write(stream + 0xC, DmaBench.RAM);
                    bench.write(stream + 4, 5);
                    bench.write(stream, 1 | DmaBench.channel(place & 7));
                    DmaRequest request = bench.request(name);
                    request.onServed(() -> request.raise(false));
                    request.raise(true);
                    bench.cycles(10);
                    assertThat(bench.read(stream + 4))
                            .as(name + " " + Integer.toHexString(place))
                            .isEqualTo(4);
                    bench.write(stream, 0);
                }));
    }

    @Test
    void shouldHaveWhatIsSpecialInEachChip() {
        assertThat(Stm32f4.f411().requests().get("SPI5_TX")).contains(place(2, 5, 5));
        assertThat(Stm32f4.f411().requests().get("USART2_RX")).contains(place(1, 5, 4), place(1, 7, 6));
        assertThat(Stm32f4.f401().requests().get("USART2_RX")).containsExactly(place(1, 5, 4));
        assertThat(Stm32f4.f446().requests().get("QUADSPI")).containsExactly(place(2, 7, 3));
        assertThat(Stm32f4.f446().requests()).doesNotContainKey("I2S3_EXT_RX");
        assertThat(Stm32f4.f401().requests()).doesNotContainKeys("TIM8_UP", "DAC1", "UART4_RX");
        assertThat(Stm32f4.f405().requests()).doesNotContainKey("DCMI");
        assertThat(Stm32f4.f407().requests().get("DCMI")).containsExactly(place(2, 1, 1), place(2, 7, 1));
    }
}
