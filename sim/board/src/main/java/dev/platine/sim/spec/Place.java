package dev.platine.sim.spec;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a file; line and column count from 1. */
record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    static Place of(Event event) {
        return event.getStartMark().map(Place::of).orElse(START);
    }

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
