/** For those who bring another kind of board: what stands behind the API. */
@NullMarked
package dev.platine.hal.spi;

import org.jspecify.annotations.NullMarked;
