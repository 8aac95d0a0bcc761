/** The native boundary to Linux: system calls by JNA's direct mapping, and file descriptors that are closed safely. */
@NullMarked
package dev.platine.hal.linux;

import org.jspecify.annotations.NullMarked;
