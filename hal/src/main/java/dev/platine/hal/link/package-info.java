/** Byte streams to a board: TCP, TLS, Unix sockets, serial lines. Frames go over them; they know nothing of frames. */
@NullMarked
package dev.platine.hal.link;

import org.jspecify.annotations.NullMarked;
