/** The board protocol beside its generated messages: the hot path's codec, limits, and descriptions of boards. */
@NullMarked
package dev.platine.core.protocol;

import org.jspecify.annotations.NullMarked;
