package dev.platine.core.channel;

/**
 * Who a board is. Immutable, safe for any thread; every text has at most 31 characters on the wire.
 *
 * @param name what this board is called behind its endpoint
 * @param vendor who makes it
 * @param model the maker's model name
 * @param hardwareRevision revision of the circuit
 * @param serialNumber of this unit
 * @param firmwareVersion of the running firmware
 * @param buildId what the firmware was built from
 */
public record BoardInfo(
        String name,
        String vendor,
        String model,
        String hardwareRevision,
        String serialNumber,
        String firmwareVersion,
        String buildId) {}
