/** The timers: one block, whose capabilities are data. */
@NullMarked
package dev.platine.mcu.peripheral.timer;

import org.jspecify.annotations.NullMarked;
