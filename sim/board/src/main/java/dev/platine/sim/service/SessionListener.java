package dev.platine.sim.service;

/** Told about a {@link Session} by the board. Called inside the rack, on whichever thread is in it; must not block. */
public interface SessionListener {
    /**
     * Events wait in the session. Called once; then again only after {@link Session#nextEvent} said that there are no
     * more.
     */
    void eventsReady();

    /**
     * The board restarted: plans and subscriptions are gone, and every further call is refused with kind NOT_READY until a
     * new session is opened.
     */
    void rebooted();
}
