/** The analog-to-digital converters and what they have in common. */
@NullMarked
package dev.platine.mcu.peripheral.adc;

import org.jspecify.annotations.NullMarked;
