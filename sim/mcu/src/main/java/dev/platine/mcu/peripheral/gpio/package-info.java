/** General-purpose ports. */
@NullMarked
package dev.platine.mcu.peripheral.gpio;

import org.jspecify.annotations.NullMarked;
