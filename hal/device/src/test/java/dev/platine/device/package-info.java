/** The device library in C, tried by the Java side. */
@NullMarked
package dev.platine.device;

import org.jspecify.annotations.NullMarked;
