package dev.platine.sim.hosted;

import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyType;

/** Isolated firmware whose watchdog bites soon. */
public final class ImpatientBodyType implements BodyType {
    private final IsolatedBodyType type = new IsolatedBodyType("impatient", 300);

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public BoardBody create(BodyContext context) {
        return type.create(context);
    }
}
