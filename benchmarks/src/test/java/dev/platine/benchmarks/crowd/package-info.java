@NullMarked
package dev.platine.benchmarks.crowd;

import org.jspecify.annotations.NullMarked;
