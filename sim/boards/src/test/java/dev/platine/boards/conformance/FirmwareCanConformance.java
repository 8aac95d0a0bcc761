package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.CanBus;
import dev.platine.conformance.CanConnection;
import dev.platine.conformance.RawConnection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The charging station's firmware in C on a CAN bus, by the kernel's ISO-TP. {@link CanConformanceTest} runs it. */
class FirmwareCanConformance extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new OnCan(CanBus.here(), "--can", 0x700, 0x701);
    }

    /** The firmware on a bus; the interface is what goes away and breaks. */
    static final class OnCan extends FirmwareUnderTest {
        private static final int LONG_ID = 0x8000_0000;

        private final CanBus bus;
        private final int tx;
        private final int rx;

        OnCan(CanBus bus, String how, int tx, int rx) {
            super(List.of("--realtime", how, bus.name() + "," + tx + "," + rx), lacks(bus));
            this.bus = bus;
            this.tx = tx;
            this.rx = rx;
        }

        private static Set<Ability> lacks(CanBus bus) {
            EnumSet<Ability> lacks = EnumSet.of(Ability.CONNECTIONS, Ability.MANY_CLIENTS, Ability.BENCH);
            if (bus.folder() == null) { // only root may take a real interface down
                lacks.addAll(EnumSet.of(Ability.BREAK_LINK, Ability.ABSENCE));
            }
            return lacks;
        }

        @Override
        public String kind() {
            return "can";
        }

        @Override
        public void present(boolean present) {
            bus.tool(present ? "up" : "down");
        }

        @Override
        public RawConnection openRaw() {
            process.line(false); // a bus has no connections: what the host before has said would still hold
            process.line(true);
            int flag = tx > 0x7ff ? LONG_ID : 0;
            return new CanConnection(bus.name(), rx | flag, tx | flag);
        }
    }
}
