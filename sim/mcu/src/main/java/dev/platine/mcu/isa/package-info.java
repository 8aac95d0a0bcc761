/** The instruction set of ARMv7E-M with FPv4-SP: one table of encodings, one static method an operation. */
@NullMarked
package dev.platine.mcu.isa;

import org.jspecify.annotations.NullMarked;
