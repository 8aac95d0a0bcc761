/** How hosts reach a rack: TCP, TLS, Unix sockets and pseudo terminals, link faults, and the same JVM. */
@NullMarked
package dev.platine.sim.server;

import org.jspecify.annotations.NullMarked;
