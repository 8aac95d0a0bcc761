/**
 * Translates hot guest code into JVM bytecode, a region a class: {@code Shape} finds a region's blocks, {@code Emitter} writes its method
 * by the table {@code Intrinsics}, {@code CompilingEngine} decides what is translated and forgets what changed.
 */
@NullMarked
package dev.platine.mcu.engine.compiler;

import org.jspecify.annotations.NullMarked;
