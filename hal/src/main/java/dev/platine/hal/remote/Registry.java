package dev.platine.hal.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.RegisterPlan;
import dev.platine.core.protocol.proto.SafeState;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.core.protocol.proto.Subscribe;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The plans and subscriptions of a port, which outlive its connections, and who gets the events. Safe for any thread. */
final class Registry implements EventSink {
    private static final int[] NO_VALUES = {};

    private final AtomicReferenceArray<@Nullable ExchangeCall> plans =
            new AtomicReferenceArray<>(ProtocolLimits.MAX_PLANS);
    private final AtomicReferenceArray<@Nullable Entry> subscriptions =
            new AtomicReferenceArray<>(ProtocolLimits.MAX_SUBSCRIPTIONS);
    private volatile List<ChannelSpec> channels = List.of();
    private volatile BoardPort.@Nullable Listener listener;

    /** A subscription. Immutable but for the values, which are the reading thread's. */
    static final class Entry {
        private final int id;
        private final List<ChannelSpec> channels;
        private final long periodNs;
        private final float deadBand;
        private final BoardPort.SampleSink sink;
        private final int[] values;

        Entry(int id, List<ChannelSpec> channels, long periodNs, float deadBand, BoardPort.SampleSink sink) {
            this.id = id;
            this.channels = channels;
            this.periodNs = periodNs;
            this.deadBand = deadBand;
            this.sink = sink;
            boolean text = channels.size() == 1 && channels.get(0).kind() == ChannelKind.TEXT;
            this.values = text ? NO_VALUES : new int[channels.size()];
        }

        BoardPort.SampleSink sink() {
            return sink;
        }

        BoardRequest request() {
            Subscribe.Builder subscribe = Subscribe.newBuilder()
                    .setSubscription(id)
                    .setPeriodUs(micros(periodNs))
                    .setDeadBand(deadBand);
            channels.forEach(channel -> subscribe.addChannels(channel.id()));
            return BoardRequest.newBuilder().setSubscribe(subscribe).build();
        }
    }

    static BoardRequest request(Plan plan) {
        RegisterPlan.Builder register =
                RegisterPlan.newBuilder().setPlan(plan.id()).setLifetimeUs(micros(plan.lifetimeNs()));
        plan.reads().forEach(channel -> register.addReads(channel.id()));
        plan.writes().forEach(channel -> register.addWrites(channel.id()));
        return BoardRequest.newBuilder().setRegisterPlan(register).build();
    }

    /** Whole microseconds, rounded up, as an unsigned 32-bit number; the largest of them for more. */
    static int micros(long ns) {
        return (int) Math.min((ns + 999) / 1_000, 0xFFFF_FFFFL);
    }

    void channels(List<ChannelSpec> known) {
        channels = known;
    }

    void listener(BoardPort.@Nullable Listener next) {
        listener = next;
    }

    BoardPort.@Nullable Listener listener() {
        return listener;
    }

    /** The call of a plan that is registered, or null. Nearly always asked with the very plan, so lists are not compared. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    ExchangeCall call(Plan plan) {
        int id = plan.id();
        ExchangeCall call = id >= 0 && id < plans.length() ? plans.get(id) : null;
        return call != null && (call.plan == plan || call.plan.equals(plan)) ? call : null;
    }

    /** Puts a plan's call in place; returns the one before. */
    @Nullable
    ExchangeCall put(int id, @Nullable ExchangeCall call) {
        return plans.getAndSet(id, call);
    }

    /** Takes back a plan that the board has not taken. */
    void restore(int id, ExchangeCall put, @Nullable ExchangeCall before) {
        plans.compareAndSet(id, put, before);
    }

    @Nullable
    Entry put(int id, @Nullable Entry entry) {
        return subscriptions.getAndSet(id, entry);
    }

    void restore(int id, Entry put, @Nullable Entry before) {
        subscriptions.compareAndSet(id, put, before);
    }

    List<Plan> plans() {
        List<Plan> all = new ArrayList<>();
        for (int i = 0; i < plans.length(); i++) {
            ExchangeCall call = plans.get(i);
            if (call != null) {
                all.add(call.plan);
            }
        }
        return all;
    }

    /** Whether there is any subscription, so that events come which somebody waits for. */
    boolean subscribed() {
        for (int i = 0; i < subscriptions.length(); i++) {
            if (subscriptions.get(i) != null) {
                return true;
            }
        }
        return false;
    }

    List<Entry> subscriptions() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < subscriptions.length(); i++) {
            Entry entry = subscriptions.get(i);
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    @Override
    public boolean event(byte[] in, int offset, int length) {
        try {
            BoardEvent event = BoardEvent.parser().parseFrom(in, offset, length);
            return switch (event.getBodyCase()) {
                case SAMPLE -> sample(event.getSample());
                case SAFE_STATE -> safeState(event.getSafeState());
                case NOTICE ->
                    notice(event.getNotice().getText(), event.getNotice().getBoardTimeNs());
                case BODY_NOT_SET -> false;
            };
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private boolean sample(Sample sample) {
        int id = sample.getSubscription();
        if (id < 0 || id >= subscriptions.length()) {
            return false;
        }
        Entry entry = subscriptions.get(id);
        if (entry == null) {
            return true; // it has just ended
        }
        int[] values = entry.values;
        if (sample.getValuesCount() != values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = sample.getValues(i);
        }
        String text = values.length == 0 ? sample.getText() : null;
        entry.sink.sample(
                sample.getSequence(), sample.getLost(), sample.getBoardTimeNs(), System.nanoTime(), values, text);
        return true;
    }

    private boolean safeState(SafeState state) {
        BoardPort.Listener told = listener;
        if (told != null) {
            String reason = switch (state.getReason()) {
                case LIFETIME_EXPIRED -> "set-point lifetime expired";
                case MADE_SAFE -> "somebody made the board safe";
                case BOARD_FAULT -> "the board has a fault";
                case REASON_UNSPECIFIED, UNRECOGNIZED -> "the board gives no reason";
            };
            told.outputsMadeSafe(reason + names(state.getChannelsList()), state.getBoardTimeNs());
        }
        return true;
    }

    private String names(List<Integer> ids) {
        List<String> names = new ArrayList<>();
        List<ChannelSpec> known = channels;
        for (int id : ids) {
            if (id >= 0 && id < known.size()) {
                names.add(known.get(id).name());
            }
        }
        return names.isEmpty() ? "" : ": " + String.join(", ", names);
    }

    private boolean notice(String text, long boardTimeNs) {
        BoardPort.Listener told = listener;
        if (told != null) {
            told.notice(Replies.oneLine(text), boardTimeNs);
        }
        return true;
    }
}
