/** The memory map: memories, devices, bit-band, and what an access can meet. */
@NullMarked
package dev.platine.mcu.bus;

import org.jspecify.annotations.NullMarked;
