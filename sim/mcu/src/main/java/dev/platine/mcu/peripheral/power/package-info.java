/** Power control: supply detectors, sleep, stop, standby, the backup domain's lock and memory. */
@NullMarked
package dev.platine.mcu.peripheral.power;

import org.jspecify.annotations.NullMarked;
