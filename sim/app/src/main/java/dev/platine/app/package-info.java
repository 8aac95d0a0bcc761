/** The {@code platine} command. Nothing here is an API: programs use {@code dev.platine.hal}. */
@NullMarked
package dev.platine.app;

import org.jspecify.annotations.NullMarked;
