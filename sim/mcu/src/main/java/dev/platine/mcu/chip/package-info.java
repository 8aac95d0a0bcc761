/** Chips: which memories, blocks, lines and pins one has, and the loop that runs it. */
@NullMarked
package dev.platine.mcu.chip;

import org.jspecify.annotations.NullMarked;
