/** The CAN controllers (bxCAN). */
@NullMarked
package dev.platine.mcu.peripheral.can;

import org.jspecify.annotations.NullMarked;
