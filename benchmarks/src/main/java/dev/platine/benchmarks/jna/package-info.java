/** What does a call into native code cost? */
@NullMarked
package dev.platine.benchmarks.jna;

import org.jspecify.annotations.NullMarked;
