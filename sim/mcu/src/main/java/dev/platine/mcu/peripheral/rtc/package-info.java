/** The real-time clock and its backup registers. */
@NullMarked
package dev.platine.mcu.peripheral.rtc;

import org.jspecify.annotations.NullMarked;
