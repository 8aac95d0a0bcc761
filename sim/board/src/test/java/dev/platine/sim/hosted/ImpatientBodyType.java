package dev.platine.sim.hosted;

import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyType;

/** Isolated firmware whose watchdog bites soon, and a kind of body that the rack finds by its service file. */
public final class ImpatientBodyType implements BodyType {
    @Override
    public String name() {
        return "impatient";
    }

    @Override
    public BoardBody create(BodyContext given) {
        return new IsolatedBodyType()
                .create(new BodyContext(
                        given.board(),
                        given.info(),
                        given.spec().withWatchdog(1_000),
                        given.pins(),
                        given.channels(),
                        given.time(),
                        given.faults(),
                        given.random(),
                        given.console(),
                        given.reset(),
                        given.events()));
    }
}
