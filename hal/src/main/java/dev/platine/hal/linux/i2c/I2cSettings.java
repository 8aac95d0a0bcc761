package dev.platine.hal.linux.i2c;

import dev.platine.hal.linux.value.Field;
import dev.platine.hal.linux.value.Value;
import java.util.List;

/**
 * A device on an I2C bus, as the file describes it.
 *
 * @param bus name or path of the bus
 * @param address of the device, 7 bits
 * @param registerBytes how many bytes the number of a register has, 0 to 2
 * @param first what is written when the device is opened, in order
 * @param signals its channels
 */
record I2cSettings(String bus, int address, int registerBytes, List<Write> first, List<Signal> signals) {
    /**
     * A number to be written.
     *
     * @param register where
     * @param type how it lies in bytes
     * @param number its low bits count
     */
    record Write(int register, Field.Type type, long number) {}

    /**
     * A channel.
     *
     * @param value what it is to the board
     * @param register where
     * @param field which bits there
     */
    record Signal(Value value, int register, Field field) {}
}
