/** Nanosecond time: durations as people write them, and where the time comes from. */
@NullMarked
package dev.platine.core.time;

import org.jspecify.annotations.NullMarked;
