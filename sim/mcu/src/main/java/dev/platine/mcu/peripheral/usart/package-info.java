/** Serial ports. */
@NullMarked
package dev.platine.mcu.peripheral.usart;

import org.jspecify.annotations.NullMarked;
