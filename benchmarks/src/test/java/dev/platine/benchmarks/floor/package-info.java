@NullMarked
package dev.platine.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
