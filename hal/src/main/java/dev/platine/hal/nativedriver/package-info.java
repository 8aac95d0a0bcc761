/** Drivers of makers: shared libraries behind {@code hal/driver/include/platine_driver.h}. */
@NullMarked
package dev.platine.hal.nativedriver;

import org.jspecify.annotations.NullMarked;
