/** Simulated boards: virtual time, nets, parts, plants, racks, and the server in front of them. */
module dev.platine.sim.board {
    requires transitive dev.platine.core;
    requires transitive dev.platine.hal;
    requires static transitive org.jspecify;

    exports dev.platine.sim.spec;
}
