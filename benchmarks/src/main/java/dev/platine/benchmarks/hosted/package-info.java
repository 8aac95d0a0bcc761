/** What a step of hosted firmware costs. */
@NullMarked
package dev.platine.benchmarks.hosted;

import org.jspecify.annotations.NullMarked;
