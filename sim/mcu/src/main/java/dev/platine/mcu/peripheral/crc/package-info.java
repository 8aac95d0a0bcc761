/** The CRC calculation unit. */
@NullMarked
package dev.platine.mcu.peripheral.crc;

import org.jspecify.annotations.NullMarked;
