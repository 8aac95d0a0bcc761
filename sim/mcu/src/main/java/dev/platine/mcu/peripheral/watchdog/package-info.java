/** The watchdogs. */
@NullMarked
package dev.platine.mcu.peripheral.watchdog;

import org.jspecify.annotations.NullMarked;
