/** What the chip tells debuggers of itself. */
@NullMarked
package dev.platine.mcu.peripheral.debug;

import org.jspecify.annotations.NullMarked;
