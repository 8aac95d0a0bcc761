/** How numbers of devices lie in bytes, and what they are as values of channels. Not exported. */
@NullMarked
package dev.platine.hal.linux.value;

import org.jspecify.annotations.NullMarked;
