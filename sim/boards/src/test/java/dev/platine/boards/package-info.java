/** The catalogue as a whole. */
@NullMarked
package dev.platine.boards;

import org.jspecify.annotations.NullMarked;
