/** External interrupts and events, and the system configuration that chooses their pins. */
@NullMarked
package dev.platine.mcu.peripheral.exti;

import org.jspecify.annotations.NullMarked;
