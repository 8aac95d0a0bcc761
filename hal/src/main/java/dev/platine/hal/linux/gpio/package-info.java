/** Lines of GPIO chips by the kernel's character device, version 2. Not exported. */
@NullMarked
package dev.platine.hal.linux.gpio;

import org.jspecify.annotations.NullMarked;
