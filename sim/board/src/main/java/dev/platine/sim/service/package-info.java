/** What a board says to its hosts: channels, plans, set-points, subscriptions, the bench; no bytes. */
@NullMarked
package dev.platine.sim.service;

import org.jspecify.annotations.NullMarked;
