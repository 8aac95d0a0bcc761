@NullMarked
package dev.platine.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
