package dev.platine.sim.server;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** What all conversations of a server share. Any thread. */
final class Hub {
    private final ServedRack rack;
    private final ServerLimits limits;
    private final Executor benchExecutor;
    private final ServerCounters counters = new ServerCounters();
    private final Map<String, LinkFaults> faults = new ConcurrentHashMap<>();
    private final Map<String, Set<Conversation>> conversations = new ConcurrentHashMap<>();

    /**
     * A hub with no conversation.
     *
     * @param benchExecutor runs what takes long
     */
    Hub(ServedRack rack, ServerLimits limits, Executor benchExecutor) {
        this.rack = rack;
        this.limits = limits;
        this.benchExecutor = benchExecutor;
        for (String board : rack.boards()) {
            conversations.put(board, ConcurrentHashMap.newKeySet());
            faults.put(board, new LinkFaults(() -> disconnect(board)));
        }
    }

    ServedRack rack() {
        return rack;
    }

    ServerLimits limits() {
        return limits;
    }

    Executor benchExecutor() {
        return benchExecutor;
    }

    ServerCounters counters() {
        return counters;
    }

    LinkFaults faults(String board) {
        LinkFaults found = faults.get(board);
        if (found == null) {
            throw new IllegalArgumentException("must be a board of the rack: board=" + board);
        }
        return found;
    }

    void joined(String board, Conversation conversation) {
        Set<Conversation> all = conversations.get(board);
        if (all != null) {
            all.add(conversation);
        }
    }

    void left(String board, Conversation conversation) {
        Set<Conversation> all = conversations.get(board);
        if (all != null) {
            all.remove(conversation);
        }
    }

    /** Hangs up every conversation with a board; returns how many there were. */
    private int disconnect(String board) {
        int count = 0;
        for (Conversation conversation : conversations.getOrDefault(board, Set.of())) {
            conversation.hangUp("the bench broke the link");
            count++;
        }
        return count;
    }
}
