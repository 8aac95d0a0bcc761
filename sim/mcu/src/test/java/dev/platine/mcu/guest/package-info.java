/** Our test programs in C on whole chips: what they and the wires saw, against what must be. */
@org.jspecify.annotations.NullMarked
package dev.platine.mcu.guest;
