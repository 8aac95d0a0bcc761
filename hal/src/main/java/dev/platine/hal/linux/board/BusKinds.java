package dev.platine.hal.linux.board;

import dev.platine.hal.linux.can.CanKind;
import dev.platine.hal.linux.gpio.GpioKind;
import dev.platine.hal.linux.i2c.I2cKind;
import dev.platine.hal.linux.iio.IioKind;
import dev.platine.hal.linux.pwm.PwmKind;
import dev.platine.hal.linux.spi.SpiKind;
import java.util.List;

/** The kinds of bus that a file can describe, in the order in which their channels are numbered and their outputs applied. */
final class BusKinds {
    private BusKinds() {}

    static List<BusKind> all() {
        return List.of(new GpioKind(), new PwmKind(), new IioKind(), new I2cKind(), new SpiKind(), new CanKind());
    }
}
