/**
 * The {@code ev-charger} board: an AC charging station, IEC 61851-1 mode 3, with vehicle and mains as its plant.
 *
 * <p>The firmware is built of small classes that know no simulator: each is stepped with measured values and the time, and
 * answers what to do. Inside the rack's thread only; steps allocate nothing.
 */
@NullMarked
package dev.platine.boards.evcharger;

import org.jspecify.annotations.NullMarked;
