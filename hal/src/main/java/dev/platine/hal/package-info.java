/** Boards as a host program sees them, real or simulated: open one by its URI, read and write its channels, run a control loop. */
@NullMarked
package dev.platine.hal;

import org.jspecify.annotations.NullMarked;
