/** Frames on a byte stream: header, message, CRC-32C, in COBS, ended by a zero byte. Reused arrays, no allocation. */
@NullMarked
package dev.platine.core.frame;

import org.jspecify.annotations.NullMarked;
