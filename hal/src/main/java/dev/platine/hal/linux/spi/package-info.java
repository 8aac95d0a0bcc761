/** Devices on an SPI bus, by spidev. Not exported. */
@NullMarked
package dev.platine.hal.linux.spi;

import org.jspecify.annotations.NullMarked;
