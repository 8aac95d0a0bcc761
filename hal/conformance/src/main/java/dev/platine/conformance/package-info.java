/** One suite of behaviours that every kind of board passes: extend {@link dev.platine.conformance.BoardConformance}. */
@NullMarked
package dev.platine.conformance;

import org.jspecify.annotations.NullMarked;
