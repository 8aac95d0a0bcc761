/** How a host reaches a board: one API for real and simulated ones. */
module dev.platine.hal {
    requires transitive dev.platine.core;
    requires static transitive org.jspecify;
    requires com.sun.jna;
    requires HdrHistogram;

    exports dev.platine.hal;
    exports dev.platine.hal.spi;

    uses dev.platine.hal.spi.BoardProvider;
}
