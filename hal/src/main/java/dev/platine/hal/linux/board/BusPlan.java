package dev.platine.hal.linux.board;

/** A device of a bus as the file describes it. Opened again whenever the board was lost or reset. Immutable. */
@FunctionalInterface
public interface BusPlan {
    /**
     * Opens the device, with its outputs at their safe values. On the board's thread; may block. What was opened before a
     * failure is closed.
     *
     * @param context where devices are, and the board's time
     * @return the open device
     * @throws dev.platine.hal.local.LocalException one line that says what, where and what to do; see {@link LinuxErrors}
     */
    Bus open(BusContext context);
}
