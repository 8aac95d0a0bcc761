/** SPI, and I2S where it is built in. */
@NullMarked
package dev.platine.mcu.peripheral.spi;

import org.jspecify.annotations.NullMarked;
