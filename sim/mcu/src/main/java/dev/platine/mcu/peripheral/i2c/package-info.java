/** I2C. */
@NullMarked
package dev.platine.mcu.peripheral.i2c;

import org.jspecify.annotations.NullMarked;
