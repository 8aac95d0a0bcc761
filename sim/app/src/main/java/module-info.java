/** The {@code platine} command. It exports nothing. */
module dev.platine.app {
    requires dev.platine.core;
    requires dev.platine.hal;
    requires dev.platine.sim.board;
    requires info.picocli;
    requires tools.jackson.core;
    requires org.slf4j;
    requires static org.jspecify;

    opens dev.platine.app to
            info.picocli;

    provides org.slf4j.spi.SLF4JServiceProvider with
            dev.platine.app.QuietLogging;
}
