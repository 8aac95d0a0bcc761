/** Makes engines by what the user chose. */
@NullMarked
package dev.platine.mcu.engine.choice;

import org.jspecify.annotations.NullMarked;
