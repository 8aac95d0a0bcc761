/** Boards at the far end of a byte stream: the client of the board protocol and of the bench protocol. */
@NullMarked
package dev.platine.hal.remote;

import org.jspecify.annotations.NullMarked;
