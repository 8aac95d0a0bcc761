package dev.platine.hal.remote;

import dev.platine.hal.spi.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a board said to our hello. Checked, immutable.
 *
 * @param board the board's name behind its endpoint
 * @param schemaHash of its channels
 * @param bootId changes with each boot
 * @param maxPlans plans that it holds
 * @param maxSubscriptions subscriptions that it holds
 * @param maxPlanReads channels that one plan may read; the protocol's own limit when the board does not say
 * @param maxPlanWrites channels that one plan may write
 * @param maxSubscriptionChannels channels that one subscription may have
 */
record Session(
        String board,
        int schemaHash,
        int bootId,
        int maxPlans,
        int maxSubscriptions,
        int maxPlanReads,
        int maxPlanWrites,
        int maxSubscriptionChannels) {

    /** Why a plan is too large for the board, or null when it is not. */
    @Nullable
    String refusal(Plan plan) {
        if (plan.id() < 0 || plan.id() >= maxPlans) {
            return "the board holds " + maxPlans + " plans: close an exchange that is not needed";
        }
        int reads = plan.reads().size();
        int writes = plan.writes().size();
        return reads <= maxPlanReads && writes <= maxPlanWrites
                ? null
                : "one exchange of this board reads at most " + maxPlanReads + " channels and writes " + maxPlanWrites
                        + ", this one reads " + reads + " and writes " + writes + ": use several exchanges";
    }

    /** Why a subscription is too large for the board, or null when it is not. */
    @Nullable
    String refusal(int subscription, int channels) {
        if (subscription < 0 || subscription >= maxSubscriptions) {
            return "the board holds " + maxSubscriptions + " subscriptions: close one that is not needed";
        }
        return channels <= maxSubscriptionChannels
                ? null
                : "one subscription of this board has at most " + maxSubscriptionChannels + " channels, this one has "
                        + channels + ": use several subscriptions";
    }
}
