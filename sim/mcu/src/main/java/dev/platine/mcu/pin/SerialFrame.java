package dev.platine.mcu.pin;

/**
 * An asynchronous frame on a wire.
 *
 * @param data the bits between start and stop bit, the first one lowest, a parity bit included; 5 to 10 of them
 * @param dataBits how many
 * @param bitPs how long a bit lasts, in picoseconds
 * @param halfStopBits how many half stop bits followed; 0 for a break: the line stayed low
 */
public record SerialFrame(int data, int dataBits, long bitPs, int halfStopBits) {}
