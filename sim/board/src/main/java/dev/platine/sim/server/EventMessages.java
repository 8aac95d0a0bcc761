package dev.platine.sim.server;

import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.Notice;
import dev.platine.core.protocol.proto.SafeState;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.sim.service.SessionEvent;

/** Events of a session as messages. Pure functions. */
final class EventMessages {
    private EventMessages() {}

    static BoardEvent of(SessionEvent event) {
        return switch (event.type()) {
            case SAMPLE -> BoardEvent.newBuilder().setSample(sample(event)).build();
            case SAFE_STATE ->
                BoardEvent.newBuilder().setSafeState(safeState(event)).build();
            case NOTICE ->
                BoardEvent.newBuilder()
                        .setNotice(Notice.newBuilder()
                                .setBoardTimeNs(event.boardTimeNs())
                                .setText(line(event)))
                        .build();
        };
    }

    private static Sample sample(SessionEvent event) {
        Sample.Builder sample = Sample.newBuilder()
                .setSubscription(event.subscription())
                .setSequence(event.sequence())
                .setLost(event.lost())
                .setBoardTimeNs(event.boardTimeNs());
        for (int i = 0; i < event.valueCount(); i++) {
            sample.addValues(event.values()[i]);
        }
        return sample.setText(line(event)).build();
    }

    private static SafeState safeState(SessionEvent event) {
        SafeState.Builder state = SafeState.newBuilder()
                .setBoardTimeNs(event.boardTimeNs())
                .setReason(
                        switch (event.safeReason()) {
                            case LIFETIME_EXPIRED -> SafeState.Reason.LIFETIME_EXPIRED;
                            case MADE_SAFE -> SafeState.Reason.MADE_SAFE;
                            case BOARD_FAULT -> SafeState.Reason.BOARD_FAULT;
                        });
        for (int i = 0; i < event.valueCount(); i++) {
            state.addChannels(event.values()[i]);
        }
        return state.build();
    }

    private static String line(SessionEvent event) {
        String text = event.text();
        return text == null ? "" : Descriptions.cut(text, ProtocolLimits.MAX_TEXT_BYTES);
    }
}
