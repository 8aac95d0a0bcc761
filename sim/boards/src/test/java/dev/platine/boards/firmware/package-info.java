/** The firmware in C that some boards have, and what its tests need. */
@NullMarked
package dev.platine.boards.firmware;

import org.jspecify.annotations.NullMarked;
