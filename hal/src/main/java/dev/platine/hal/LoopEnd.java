package dev.platine.hal;

/** Why a control loop ended. */
public enum LoopEnd {
    /** It has not ended. */
    RUNNING,
    /** Its time was over. */
    DONE,
    /** Its step or another thread asked for it. */
    STOPPED,
    /** A cycle overran and the policy is {@link OverrunPolicy#STOP}. */
    OVERRUN,
    /** The link was lost and the policy is {@link LossPolicy#STOP}, or the board was closed. */
    LOST,
    /** The loop's thread was interrupted. */
    INTERRUPTED,
    /** The step threw an exception. */
    FAILED
}
