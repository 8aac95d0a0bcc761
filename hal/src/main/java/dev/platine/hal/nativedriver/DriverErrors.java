package dev.platine.hal.nativedriver;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalException;

/** The structure in which a driver says why it failed, and what its codes mean. */
final class DriverErrors {
    private final GuardedBlock block = new GuardedBlock(DriverCalls.ERROR_BYTES);

    long address() {
        return block.address();
    }

    GuardedBlock block() {
        return block;
    }

    void check(String call, int status) {
        if (status != DriverCalls.OK) {
            throw failure(call, status);
        }
    }

    /** What a code means, with the driver's own line. */
    LocalException failure(String call, int status) {
        int code = block.bytes().getInt(DriverCalls.ERROR_CODE);
        String said = GuardedBlock.text(
                        block.bytes(), DriverCalls.ERROR_REASON, DriverCalls.ERROR_BYTES - DriverCalls.ERROR_REASON)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        block.bytes().putInt(DriverCalls.ERROR_CODE, 0);
        block.bytes().put(DriverCalls.ERROR_REASON, (byte) 0);
        String where = said.isEmpty() ? "" : ": " + said;
        boolean opening = call.equals("open");
        return switch (status) {
            case DriverCalls.UNSUPPORTED ->
                new LocalException(Kind.UNSUPPORTED, code, null, "the driver does not do that" + where);
            case DriverCalls.MALFORMED ->
                new LocalException(
                        Kind.MALFORMED, code, null, "the driver does not understand its configuration" + where);
            case DriverCalls.NOT_FOUND ->
                new LocalException(Kind.NOT_FOUND, code, null, "the driver finds no such device" + where);
            case DriverCalls.BUSY -> new LocalException(Kind.BUSY, code, null, "somebody else has the device" + where);
            case DriverCalls.PERMISSION ->
                new LocalException(Kind.PERMISSION, code, null, "no right to the device" + where);
            case DriverCalls.LOST ->
                new LocalException(
                        opening ? Kind.UNREACHABLE : Kind.LINK_LOST, code, null, "the device is gone" + where);
            case DriverCalls.FAILURE -> new LocalException(Kind.BOARD_FAILURE, code, null, "the device failed" + where);
            default ->
                new LocalException(
                        Kind.PROTOCOL,
                        code,
                        null,
                        call + " returned " + status + ", which is no code of platine_driver.h" + where);
        };
    }
}
