/** Programs as tools leave them: ELF, Intel HEX, raw binary; and their symbols. Bytes in, no files. */
@NullMarked
package dev.platine.mcu.image;

import org.jspecify.annotations.NullMarked;
