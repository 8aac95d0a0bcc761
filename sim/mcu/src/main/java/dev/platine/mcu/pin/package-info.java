/** A chip's pins: what it drives and senses, and what its blocks put on them by way of alternate functions. */
@NullMarked
package dev.platine.mcu.pin;

import org.jspecify.annotations.NullMarked;
