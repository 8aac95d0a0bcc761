/** What surrounds the instructions: registers, exceptions, interrupt controller, timer, protection, counters. */
@NullMarked
package dev.platine.mcu.core;

import org.jspecify.annotations.NullMarked;
