/** Devices with registers on an I2C bus, by i2c-dev. Not exported. */
@NullMarked
package dev.platine.hal.linux.i2c;

import org.jspecify.annotations.NullMarked;
