package dev.platine.sim.server;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.Plan;
import dev.platine.sim.service.ServiceException;
import dev.platine.sim.service.Session;
import dev.platine.sim.service.SessionPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans of a port, as its session knows them. Inside the rack only. */
final class SimPlans {
    private final @Nullable Plan[] asked = new Plan[Session.MAX_PLANS];
    private final @Nullable SessionPlan[] known = new SessionPlan[Session.MAX_PLANS];
    private final @Nullable ServiceException[] refusals = new ServiceException[Session.MAX_PLANS];

    void register(Session session, Plan plan) {
        SessionPlan registered = session.register(plan.id(), ids(plan.reads()), ids(plan.writes()), plan.lifetimeNs());
        asked[plan.id()] = plan;
        known[plan.id()] = registered;
        refusals[plan.id()] = null;
    }

    void drop(Session session, int id) {
        if (session.plan(id) != null) {
            session.drop(id);
        }
        if (inRange(id)) {
            asked[id] = null;
            known[id] = null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very plan that was registered; to compare its lists costs too much
    @Nullable
    SessionPlan find(Plan plan) {
        int id = plan.id();
        return inRange(id) && asked[id] == plan ? known[id] : null;
    }

    /** Notes why an exchange cannot even reach the session. */
    int refuse(Plan plan, @Nullable String failure) {
        if (inRange(plan.id())) {
            refusals[plan.id()] = failure == null
                    ? new ServiceException(Kind.NOT_FOUND, "no such plan; register it first: plan=" + plan.id())
                    : new ServiceException(Kind.BOARD_FAILURE, failure);
        }
        return BoardPort.REFUSED;
    }

    @Nullable
    ServiceException refusal(Plan plan) {
        SessionPlan found = find(plan);
        if (found != null && found.refusal() != null) {
            return found.refusal();
        }
        return inRange(plan.id()) ? refusals[plan.id()] : null;
    }

    void registerAgain(Session session) {
        for (Plan plan : asked) {
            if (plan != null) {
                register(session, plan);
            }
        }
    }

    static int[] ids(List<ChannelSpec> channels) {
        return channels.stream().mapToInt(ChannelSpec::id).toArray();
    }

    private static boolean inRange(int id) {
        return id >= 0 && id < Session.MAX_PLANS;
    }
}
