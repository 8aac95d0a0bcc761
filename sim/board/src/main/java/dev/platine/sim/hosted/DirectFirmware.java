package dev.platine.sim.hosted;

/**
 * The native boundary to one firmware's library, both directions: the firmware is called, and never calls. JNA binds natives
 * to a class, so {@link LibraryClass} loads this one again for every library.
 */
final class DirectFirmware implements FirmwareCalls {
    @Override
    public long callInit(long block) {
        return init(block);
    }

    @Override
    public long callStep(long nowNs) {
        return step(nowNs);
    }

    @Override
    public void callExit() {
        exit();
    }

    static native long init(long block);

    static native long step(long nowNs);

    static native void exit();
}
