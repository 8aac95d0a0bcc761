/**
 * The buses of Linux, against stand-ins of the kernel's interface or against the kernel where it has such devices. Classes that
 * need the stand-in are run by {@link dev.platine.conformance.linux.ChildTests}.
 */
@NullMarked
package dev.platine.conformance.linux;

import org.jspecify.annotations.NullMarked;
