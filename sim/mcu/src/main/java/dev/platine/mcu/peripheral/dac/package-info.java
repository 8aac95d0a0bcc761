/** The digital-to-analog converter. */
@NullMarked
package dev.platine.mcu.peripheral.dac;

import org.jspecify.annotations.NullMarked;
