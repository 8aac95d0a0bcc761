package dev.platine.sim.clock;

/**
 * How virtual time stands to the computer's. Immutable.
 *
 * @param nowNs virtual time, nanoseconds
 * @param held true when time stands still
 * @param speed virtual seconds a second; 0 for as fast as possible; the last one while held
 * @param events events run so far
 * @param lagNs how far virtual time was behind at the last look, in virtual nanoseconds
 * @param lostNs virtual time given up so far because it was more than {@link Pacer#MOST_LAG_NS} behind, in nanoseconds
 * @param longestStayNs longest time that somebody stayed inside the rack while events ran or others waited, in nanoseconds;
 *     {@code advance} does not count
 */
public record PaceStatus(
        long nowNs, boolean held, double speed, long events, long lagNs, long lostNs, long longestStayNs) {}
