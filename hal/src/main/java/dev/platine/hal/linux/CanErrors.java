package dev.platine.hal.linux;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;

/** What is wrong with a CAN bus, in words. */
public final class CanErrors {
    private CanErrors() {}

    /**
     * What an error frame says.
     *
     * @param frame an error frame
     * @return a few words, such as {@code bus-off}
     */
    public static String text(CanFrame frame) {
        int detail = frame.length() > 1 ? frame.data()[1] : 0;
        int passive = CanNumbers.CAN_ERR_CRTL_RX_PASSIVE | CanNumbers.CAN_ERR_CRTL_TX_PASSIVE;
        int warning = CanNumbers.CAN_ERR_CRTL_RX_WARNING | CanNumbers.CAN_ERR_CRTL_TX_WARNING;
        boolean controller = (frame.id() & CanNumbers.CAN_ERR_CRTL) != 0;
        if ((frame.id() & CanNumbers.CAN_ERR_BUSOFF) != 0) {
            return "bus-off";
        } else if ((frame.id() & CanNumbers.CAN_ERR_RESTARTED) != 0) {
            return "restarted";
        } else if (controller && (detail & passive) != 0) {
            return "error-passive";
        } else if (controller && (detail & warning) != 0) {
            return "error warning";
        } else if (controller && (detail & CanNumbers.CAN_ERR_CRTL_RX_OVERFLOW) != 0) {
            return "frames lost in the controller";
        } else if ((frame.id() & CanNumbers.CAN_ERR_ACK) != 0) {
            return "nobody acknowledges";
        }
        return (frame.id() & CanNumbers.CAN_ERR_TX_TIMEOUT) != 0 ? "sending takes too long" : "bus error";
    }

    /**
     * That the bus is off, and what to do.
     *
     * @param name interface
     * @return one line
     */
    public static String busOff(String name) {
        return name + " is bus-off - are wiring, termination and bit rate right? (ip link set " + name
                + " type can restart-ms 100 lets it come back by itself)";
    }

    /** That an interface is down, and what to do. */
    static String down(String name) {
        return name + " is down - ip link set " + name + " up type can bitrate 500000 (vcan: without a bit rate)";
    }

    /** Why an open socket does not work any more. */
    static String lost(int errno, String name) {
        return switch (errno) {
            case Errno.ENETDOWN -> down(name);
            case Errno.ENODEV, Errno.ENXIO -> name + " is gone";
            default -> name + ": " + Errno.text(errno);
        };
    }

    /** Why a socket could not be opened on an interface. */
    static LocalException opening(int errno, String name, boolean isotp) {
        return switch (errno) {
            case Errno.ENODEV, Errno.ENXIO ->
                new LocalException(
                        Kind.NOT_FOUND,
                        "no CAN interface " + name + " - is it plugged in? (ip link shows what there is)");
            case Errno.ENETDOWN -> new LocalException(Kind.UNREACHABLE, down(name));
            case Errno.EAFNOSUPPORT, Errno.EPROTONOSUPPORT ->
                new LocalException(
                        Kind.UNSUPPORTED,
                        isotp && errno == Errno.EPROTONOSUPPORT
                                ? "this kernel has no ISO-TP - modprobe can-isotp (Linux 5.10 or newer)"
                                : "this kernel has no CAN - modprobe can-raw");
            case Errno.EPERM, Errno.EACCES ->
                new LocalException(Kind.PERMISSION, "no right to use CAN: " + Errno.text(errno));
            default -> new LocalException(Kind.UNREACHABLE, "cannot use " + name + ": " + Errno.text(errno));
        };
    }
}
