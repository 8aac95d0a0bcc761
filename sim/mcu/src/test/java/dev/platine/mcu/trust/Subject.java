package dev.platine.mcu.trust;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import java.util.List;

/** A machine whose engine is compared with another's. */
interface Subject {
    /** How many cycles passed since it began. */
    long cycles();

    /** Lets it run to a count of cycles, in portions; it stops earlier only if it cannot go on. */
    void advance(long to, Portions portions);

    Processor processor();

    EventLog events();

    List<Memory> memories();
}
