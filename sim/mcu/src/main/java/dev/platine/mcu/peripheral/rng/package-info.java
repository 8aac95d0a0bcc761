/** The random number generator. */
@NullMarked
package dev.platine.mcu.peripheral.rng;

import org.jspecify.annotations.NullMarked;
