/** A test a bug that was found. */
@NullMarked
package dev.platine.boards.regression;

import org.jspecify.annotations.NullMarked;
