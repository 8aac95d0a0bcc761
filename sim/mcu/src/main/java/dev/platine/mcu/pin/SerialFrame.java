package dev.platine.mcu.pin;

/**
 * An asynchronous frame on a wire: a start bit, data, stop bits.
 *
 * @param data the bits between start and stop bit, the first one lowest, a parity bit included
 * @param dataBits how many, 5 to 10; in a break also more: the line is low for two bits more than this
 * @param bitPs how long a bit lasts, in picoseconds
 * @param halfStopBits how many half stop bits followed; 0 for a break: the line stayed low
 */
public record SerialFrame(int data, int dataBits, long bitPs, int halfStopBits) {
    /**
     * How long it lasts: start bit, data, stop bits.
     *
     * @return nanoseconds, rounded down
     */
    public long lengthNs() {
        return ((1 + dataBits) * 2L + Math.max(halfStopBits, 1)) * bitPs / 2_000;
    }
}
