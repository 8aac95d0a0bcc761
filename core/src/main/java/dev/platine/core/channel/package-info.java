/** The channels of a board: what they are, what their values mean, which values they take. */
@NullMarked
package dev.platine.core.channel;

import org.jspecify.annotations.NullMarked;
