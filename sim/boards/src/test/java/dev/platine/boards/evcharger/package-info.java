/** The charging station in virtual time. */
@NullMarked
package dev.platine.boards.evcharger;

import org.jspecify.annotations.NullMarked;
