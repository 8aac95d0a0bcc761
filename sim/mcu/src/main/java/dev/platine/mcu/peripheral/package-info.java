/** The blocks of a chip around its processor, and what they have in common. */
@NullMarked
package dev.platine.mcu.peripheral;

import org.jspecify.annotations.NullMarked;
