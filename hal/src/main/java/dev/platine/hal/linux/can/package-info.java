/** Signals in the frames of a CAN bus. Not exported. */
@NullMarked
package dev.platine.hal.linux.can;

import org.jspecify.annotations.NullMarked;
