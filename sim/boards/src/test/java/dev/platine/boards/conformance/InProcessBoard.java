package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.hal.Board;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.server.SimBoards;
import dev.platine.sim.spec.BoardSpec;
import java.util.EnumSet;
import java.util.Set;

/** A board in a rack of this JVM: there is no link that could break, and no far end that could be silent. */
final class InProcessBoard implements BoardUnderTest {
    private final String kind;
    private final Set<Ability> abilities;
    private final Rack rack;

    InProcessBoard(String kind, BoardSpec spec) {
        this(
                kind,
                spec,
                EnumSet.of(
                        Ability.BENCH, Ability.ANSWERS_HELD, Ability.MANY_CLIENTS, Ability.RESET, Ability.REAL_TIME));
    }

    InProcessBoard(String kind, BoardSpec spec, Set<Ability> abilities) {
        this.kind = kind;
        this.abilities = abilities;
        this.rack = Rack.builder().board("tried", spec).build();
        rack.run(1);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<Ability> abilities() {
        return abilities;
    }

    @Override
    public Board open(OpenOptions options) {
        return SimBoards.open(rack, "tried", options);
    }

    @Override
    public void close() {
        rack.close();
    }
}
