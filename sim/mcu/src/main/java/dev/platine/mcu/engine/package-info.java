/** What runs decoded instructions. */
@NullMarked
package dev.platine.mcu.engine;

import org.jspecify.annotations.NullMarked;
