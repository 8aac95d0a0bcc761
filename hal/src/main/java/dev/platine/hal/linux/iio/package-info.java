/** Converters and sensors by the kernel's industrial I/O tree, one value at a time. Not exported. */
@NullMarked
package dev.platine.hal.linux.iio;

import org.jspecify.annotations.NullMarked;
