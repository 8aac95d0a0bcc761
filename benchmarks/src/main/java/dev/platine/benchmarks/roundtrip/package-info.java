/** What does an exchange cost, over each kind of link? */
@NullMarked
package dev.platine.benchmarks.roundtrip;

import org.jspecify.annotations.NullMarked;
