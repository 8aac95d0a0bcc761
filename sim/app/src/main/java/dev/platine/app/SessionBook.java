package dev.platine.app;

/** What the demo's control keeps book of, cycle by cycle. One thread. */
final class SessionBook {
    /** A vehicle may take 5 s to follow a lower offer (IEC 61851-1, table A.6); a little more for the samples' distance. */
    private static final double FOLLOW_S = 5.5;

    private static final double TOLERANCE_A = 1;
    private static final double TRIP_MA = 24;

    private final StringBuilder states = new StringBuilder();
    private double integratedWh;
    private double peakA;
    private double aboveOfferS;
    private double longestAboveOfferS;
    private long leakSinceNs = -1;
    private long lastClosedNs;
    private long openNs = -1;
    private long againNs = -1;
    private boolean faulted;
    private SessionView last = SessionView.NONE;

    void note(SessionView now, double elapsedS) {
        if (states.indexOf(String.valueOf(now.state())) < 0) {
            states.append(now.state());
        }
        integratedWh += (last.powerW() + now.powerW()) / 2 * elapsedS / 3_600;
        peakA = Math.max(peakA, now.currentA());
        aboveOfferS = now.currentA() > now.offeredA() + TOLERANCE_A ? aboveOfferS + elapsedS : 0;
        longestAboveOfferS = Math.max(longestAboveOfferS, aboveOfferS);
        noteFault(now);
        last = now;
    }

    private void noteFault(SessionView now) {
        faulted |= now.fault();
        if (leakSinceNs < 0 && now.contactorClosed() && now.residualMa() > TRIP_MA) {
            leakSinceNs = now.boardTimeNs();
        }
        if (leakSinceNs >= 0 && openNs < 0) {
            if (now.contactorClosed()) {
                lastClosedNs = now.boardTimeNs();
            } else {
                openNs = now.boardTimeNs();
            }
        } else if (openNs >= 0 && againNs < 0 && now.charging()) {
            againNs = now.boardTimeNs();
        }
    }

    /** States of the vehicle in the order in which they were first seen. */
    String states() {
        return states.toString();
    }

    boolean sawAll(String wanted) {
        return wanted.chars().allMatch(state -> states.indexOf(String.valueOf((char) state)) >= 0);
    }

    double integratedWh() {
        return integratedWh;
    }

    double peakA() {
        return peakA;
    }

    /** Whether the vehicle never drew more than offered for longer than it may take to follow. */
    boolean keptToOffer() {
        return longestAboveOfferS <= FOLLOW_S;
    }

    double longestAboveOfferS() {
        return longestAboveOfferS;
    }

    boolean faulted() {
        return faulted;
    }

    /** From the first sample with leakage to the last with the contactor closed: opening took at least this long; -1 if it never did. */
    long openedAfterAtLeastNs() {
        return openNs < 0 ? -1 : Math.max(0, lastClosedNs - leakSinceNs);
    }

    /** From the first sample with leakage to the first with the contactor open. */
    long openedAfterAtMostNs() {
        return openNs < 0 ? -1 : openNs - leakSinceNs;
    }

    /** From opening until it charged again; -1 if it never did. */
    long chargedAgainAfterNs() {
        return againNs < 0 ? -1 : againNs - openNs;
    }

    SessionView last() {
        return last;
    }
}
