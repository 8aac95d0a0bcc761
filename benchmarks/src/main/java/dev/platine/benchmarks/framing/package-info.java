/** What does it cost to frame the messages of an exchange: COBS and CRC-32C? */
@NullMarked
package dev.platine.benchmarks.framing;

import org.jspecify.annotations.NullMarked;
