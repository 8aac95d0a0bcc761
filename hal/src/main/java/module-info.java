/** How a host reaches a board: one API for real and simulated ones. */
@SuppressWarnings("module") // dev.platine.sim.board is compiled later
module dev.platine.hal {
    requires transitive dev.platine.core;
    requires static transitive org.jspecify;
    requires com.sun.jna;
    requires HdrHistogram;

    exports dev.platine.hal;
    exports dev.platine.hal.spi;
    exports dev.platine.hal.link to
            dev.platine.sim.board,
            dev.platine.conformance;
    exports dev.platine.hal.linux to
            dev.platine.app,
            dev.platine.sim.board,
            dev.platine.conformance;
    exports dev.platine.hal.nativedriver to
            dev.platine.app;
    exports dev.platine.hal.remote to
            dev.platine.sim.board;

    uses dev.platine.hal.spi.BoardProvider;

    provides dev.platine.hal.spi.BoardProvider with
            dev.platine.hal.remote.TcpProvider,
            dev.platine.hal.remote.TlsProvider,
            dev.platine.hal.remote.UnixProvider,
            dev.platine.hal.remote.SerialProvider,
            dev.platine.hal.remote.CanProvider,
            dev.platine.hal.nativedriver.NativeProvider,
            dev.platine.hal.linux.board.LinuxProvider;
}
