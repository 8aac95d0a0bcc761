/**
 * Boards of this computer that speak no protocol: whoever reads and writes their words, plans, lifetimes and subscriptions are
 * done here. Not exported.
 */
@NullMarked
package dev.platine.hal.local;

import org.jspecify.annotations.NullMarked;
