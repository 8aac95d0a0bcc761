/** How fast is emulated firmware, by each engine and by QEMU? Run by {@code benchmarks/engines}. */
@NullMarked
package dev.platine.benchmarks.engines;

import org.jspecify.annotations.NullMarked;
