/** What does it cost to write and read the messages of an exchange? */
@NullMarked
package dev.platine.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
