/**
 * What a board is made of, as its {@code board.yaml} says: loader, schema, positions of mistakes, catalogue.
 *
 * <p>Everything here is immutable and safe for any thread; loading is a pure function of the file's bytes and of the part,
 * plant and firmware types on the class path.
 */
@NullMarked
package dev.platine.sim.spec;

import org.jspecify.annotations.NullMarked;
