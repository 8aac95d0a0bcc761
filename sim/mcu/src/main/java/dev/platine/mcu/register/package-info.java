/** What registers a block has, as data, and the record of what was touched without being modelled. */
@NullMarked
package dev.platine.mcu.register;

import org.jspecify.annotations.NullMarked;
