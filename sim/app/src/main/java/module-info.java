/** The {@code platine} command. It exports nothing. */
module dev.platine.app {
    requires dev.platine.core;
    requires dev.platine.hal;
    requires dev.platine.sim.board;
    requires info.picocli;
    requires tools.jackson.core;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.slf4j;
    requires static org.jspecify;

    opens dev.platine.app to
            info.picocli;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.platine.app.QuietLogging;
}
