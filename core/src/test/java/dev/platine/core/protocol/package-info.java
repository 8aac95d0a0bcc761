/** Tests of the protocol. */
@NullMarked
package dev.platine.core.protocol;

import org.jspecify.annotations.NullMarked;
