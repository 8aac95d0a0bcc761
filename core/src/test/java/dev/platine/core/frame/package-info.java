/** Tests of the frames. */
@NullMarked
package dev.platine.core.frame;

import org.jspecify.annotations.NullMarked;
