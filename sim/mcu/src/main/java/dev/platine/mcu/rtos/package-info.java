/** Operating systems in a chip's memory, as debuggers read them: which tasks there are, and where the registers of those stand that do not run. */
@NullMarked
package dev.platine.mcu.rtos;

import org.jspecify.annotations.NullMarked;
