package dev.platine.hal.linux.spi;

import dev.platine.hal.linux.value.Field;
import dev.platine.hal.linux.value.Value;
import java.util.List;

/**
 * A device on an SPI bus, as the file describes it.
 *
 * @param device name or path of its file
 * @param mode SPI_* flags
 * @param bits of a word
 * @param speedHz of the clock
 * @param delayUs pause behind each transfer
 * @param first what is sent when the device is opened, in order
 * @param signals its channels
 */
record SpiSettings(
        String device, int mode, int bits, int speedHz, int delayUs, List<List<Long>> first, List<Signal> signals) {
    /**
     * A channel.
     *
     * @param value what it is to the board
     * @param send the bytes of its transfer; outputs are put into them
     * @param at where its number is in the bytes, received or sent
     * @param field which bits there
     */
    record Signal(Value value, List<Long> send, int at, Field field) {}
}
