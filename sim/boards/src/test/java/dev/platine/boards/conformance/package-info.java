/** The conformance suite against simulated boards, over every way to reach them. */
@NullMarked
package dev.platine.boards.conformance;

import org.jspecify.annotations.NullMarked;
