/** Two engines on the same machine, compared: registers, memory, events, at the same counts of instructions. */
@NullMarked
package dev.platine.mcu.trust;

import org.jspecify.annotations.NullMarked;
