/** A chip's time: cycles of its bus clock, nanoseconds of the world, and what is due when. */
@NullMarked
package dev.platine.mcu.time;

import org.jspecify.annotations.NullMarked;
