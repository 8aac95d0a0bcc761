/**
 * A Linux computer's own buses as a board that a YAML file describes, {@code linux:bench.yaml}: the provider, the reader, the
 * device, and the seam at which each kind of bus joins ({@link dev.platine.hal.linux.board.BusKind}). Not exported.
 */
@NullMarked
package dev.platine.hal.linux.board;

import org.jspecify.annotations.NullMarked;
