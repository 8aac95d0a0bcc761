/** Tests of the suite's own parts. */
@NullMarked
package dev.platine.conformance;

import org.jspecify.annotations.NullMarked;
