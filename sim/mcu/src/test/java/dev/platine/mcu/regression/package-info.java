/** Bugs that were found, each with the test that shows it. */
@NullMarked
package dev.platine.mcu.regression;

import org.jspecify.annotations.NullMarked;
