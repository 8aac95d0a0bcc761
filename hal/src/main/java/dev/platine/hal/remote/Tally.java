package dev.platine.hal.remote;

import dev.platine.hal.LinkStatistics;

/** Adds up what went over several connections. Pure functions. */
final class Tally {
    private Tally() {}

    static LinkStatistics add(LinkStatistics a, LinkStatistics b, long reconnects) {
        return new LinkStatistics(
                a.framesSent() + b.framesSent(),
                a.framesReceived() + b.framesReceived(),
                a.badCrc() + b.badCrc(),
                a.overlong() + b.overlong(),
                a.malformed() + b.malformed(),
                a.lateReplies() + b.lateReplies(),
                a.reconnects() + b.reconnects() + reconnects);
    }
}
