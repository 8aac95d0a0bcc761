/** Reset and clock control. */
@NullMarked
package dev.platine.mcu.peripheral.rcc;

import org.jspecify.annotations.NullMarked;
