/** The DMA controllers: streams, their FIFOs, and who goes first. */
@NullMarked
package dev.platine.mcu.peripheral.dma;

import org.jspecify.annotations.NullMarked;
