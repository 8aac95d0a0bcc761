package dev.platine.boards.conformance;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.CanBus;

/** The same by the device library's own ISO-TP on raw frames, as on a microcontroller. {@link CanConformanceTest} runs it. */
class FirmwareCanRawConformance extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new FirmwareCanConformance.OnCan(CanBus.here(), "--can-raw", 0x18DA00F1, 0x18DAF100);
    }
}
