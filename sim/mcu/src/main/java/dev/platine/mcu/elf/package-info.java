/** Programs as linkers leave them. */
@NullMarked
package dev.platine.mcu.elf;

import org.jspecify.annotations.NullMarked;
