/** Pulse width by the kernel's tree of PWM chips. Not exported. */
@NullMarked
package dev.platine.hal.linux.pwm;

import org.jspecify.annotations.NullMarked;
