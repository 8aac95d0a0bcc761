/** Simulated boards: virtual time, nets, parts, plants, bodies, racks, and what they say to their hosts. */
module dev.platine.sim.board {
    requires transitive dev.platine.hal;
    requires transitive dev.platine.sim.mcu;
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.slf4j;
    requires com.networknt.schema;
    requires com.sun.jna;
    requires tools.jackson.databind;

    exports dev.platine.sim.body;
    exports dev.platine.sim.bus;
    exports dev.platine.sim.clock;
    exports dev.platine.sim.emulated;
    exports dev.platine.sim.hosted;
    exports dev.platine.sim.net;
    exports dev.platine.sim.part;
    exports dev.platine.sim.plant;
    exports dev.platine.sim.rack;
    exports dev.platine.sim.scenario;
    exports dev.platine.sim.server;
    exports dev.platine.sim.service;
    exports dev.platine.sim.spec;

    uses dev.platine.sim.body.BodyType;
    uses dev.platine.sim.body.ModelledFirmware;
    uses dev.platine.sim.part.PartType;
    uses dev.platine.sim.plant.PlantType;
    uses dev.platine.sim.spec.TypeLibrary;

    provides dev.platine.sim.body.BodyType with
            dev.platine.sim.body.ModelledBodyType,
            dev.platine.sim.emulated.EmulatedBodyType,
            dev.platine.sim.hosted.HostedBodyType,
            dev.platine.sim.hosted.IsolatedBodyType;
    provides dev.platine.hal.spi.BoardProvider with
            dev.platine.sim.server.SimBoardProvider;
    provides dev.platine.sim.spec.TypeLibrary with
            dev.platine.sim.part.InstalledTypes,
            dev.platine.sim.body.InstalledFirmware;
}
