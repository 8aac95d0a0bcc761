/** The flash memory's interface: keys, programming, erasing, option bytes, one-time memory. */
@NullMarked
package dev.platine.mcu.peripheral.flash;

import org.jspecify.annotations.NullMarked;
