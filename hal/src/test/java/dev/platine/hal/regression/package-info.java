/** One test a bug that was found and mended. */
@NullMarked
package dev.platine.hal.regression;

import org.jspecify.annotations.NullMarked;
