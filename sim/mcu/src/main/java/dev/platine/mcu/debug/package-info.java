/** What helps to look into a running program: semihosting, SEGGER RTT, debuggers. */
@NullMarked
package dev.platine.mcu.debug;

import org.jspecify.annotations.NullMarked;
