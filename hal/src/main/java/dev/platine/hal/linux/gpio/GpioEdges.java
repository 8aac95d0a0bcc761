package dev.platine.hal.linux.gpio;

import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;
import dev.platine.hal.linux.board.BusContext;
import dev.platine.hal.local.LocalDevice;
import dev.platine.hal.local.LocalEvent;
import java.util.List;

/**
 * The edges of a request, in the order and with the time that the kernel gave them. The kernel numbers them twice: among those of
 * the request and among those of the line. A gap in a line's numbers is told as lost with the line's next edge; when the
 * request's numbers miss more than its lines' do, a line lost its newest edge, so levels are read and compared. Allocates
 * nothing. One thread at a time.
 */
final class GpioEdges {
    private static final int CAPACITY = 1_024;
    private static final int BATCH = 64;
    private static final int UNKNOWN = -1;

    private final GpioRequest request;
    private final BusContext context;
    private final int[] offsets;
    private final int[] channels;
    private final boolean[] counts;
    private final boolean[] edges;
    private final NativeBlock batch = new NativeBlock(BATCH * GpioAbi.EVENT_BYTES);

    private final int[] lineSeqno;
    private final int[] level;
    private final int[] toldAhead;
    private int seqno;
    private int missing;
    private long newestNs;

    private final int[] eventLine = new int[CAPACITY];
    private final int[] eventBits = new int[CAPACITY];
    private final int[] eventLost = new int[CAPACITY];
    private final long[] eventNs = new long[CAPACITY];
    private int first;
    private int size;

    GpioEdges(GpioRequest request, List<GpioLine> lines, int[] offsets, BusContext context) {
        this.request = request;
        this.context = context;
        this.offsets = offsets.clone();
        this.channels = lines.stream().mapToInt(line -> line.channel().id()).toArray();
        this.counts = new boolean[offsets.length];
        this.edges = new boolean[offsets.length];
        this.lineSeqno = new int[offsets.length];
        this.level = new int[offsets.length];
        this.toldAhead = new int[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            counts[i] = lines.get(i).counts();
            edges[i] = lines.get(i).tellsEdges();
            level[i] = UNKNOWN;
        }
    }

    boolean tells(int channel) {
        for (int i = 0; i < channels.length; i++) {
            if (channels[i] == channel) {
                return edges[i];
            }
        }
        return false;
    }

    /** Puts the counts of counters, all edges until now included. */
    void count(int[] values) {
        drain();
        for (int i = 0; i < channels.length; i++) {
            if (counts[i]) {
                values[channels[i]] = lineSeqno[i];
            }
        }
    }

    boolean next(LocalEvent into) {
        if (size == 0) {
            drain();
        }
        if (size == 0) {
            return false;
        }
        into.type = LocalEvent.Type.CHANGE;
        into.channel = channels[eventLine[first]];
        into.bits = eventBits[first];
        into.lost = eventLost[first];
        into.timeNs = context.boardNs(eventNs[first]);
        into.text = "";
        first = (first + 1) % CAPACITY;
        size--;
        return true;
    }

    /** Takes what waits in the kernel, as far as there is room; an error shows with the next sample. */
    private void drain() {
        while (CAPACITY - size >= BATCH + offsets.length) {
            long read = LinuxCalls.read(request.fd(), batch.address(), (long) BATCH * GpioAbi.EVENT_BYTES);
            int events = (int) Math.max(0, read / GpioAbi.EVENT_BYTES);
            for (int i = 0; i < events; i++) {
                take(i * GpioAbi.EVENT_BYTES);
            }
            if (events < BATCH) {
                if (missing > 0) {
                    compareLevels();
                }
                return;
            }
        }
    }

    private void take(int at) {
        int line = line(batch.bytes().getInt(at + GpioAbi.EVENT_LINE));
        if (line < 0) {
            return;
        }
        int number = batch.bytes().getInt(at + GpioAbi.EVENT_SEQNO);
        int lineNumber = batch.bytes().getInt(at + GpioAbi.EVENT_LINE_SEQNO);
        int bits = batch.bytes().getInt(at + GpioAbi.EVENT_ID) == GpioAbi.GPIO_V2_LINE_EVENT_RISING_EDGE ? 1 : 0;
        int gap = Math.max(0, lineNumber - lineSeqno[line] - 1);
        missing = Math.max(0, missing + Math.max(0, number - seqno - 1) - gap);
        seqno = number;
        lineSeqno[line] = lineNumber;
        newestNs = batch.bytes().getLong(at + GpioAbi.EVENT_TIME_NS);
        int lost = Math.max(0, gap - toldAhead[line]);
        if (counts[line]) {
            put(line, lineNumber, lost, newestNs);
            return;
        }
        if (gap == 0 && toldAhead[line] == 0 && bits == level[line]) {
            lost++; // the edge between was too short for the chip
        }
        toldAhead[line] = 0;
        level[line] = bits;
        put(line, bits, lost, newestNs);
    }

    private int line(int offset) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] == offset) {
                return i;
            }
        }
        return -1;
    }

    /** Edges are lost that no line has told of yet: the newest ones of lines that are still since then. */
    private void compareLevels() {
        missing = 0;
        if (request.readLevels() != LocalDevice.OK) {
            return;
        }
        for (int i = 0; i < offsets.length; i++) {
            int now = request.level(i);
            if (edges[i] && !counts[i] && level[i] != UNKNOWN && level[i] != now) {
                level[i] = now;
                toldAhead[i]++;
                put(i, now, 1, newestNs);
            }
        }
    }

    private void put(int line, int bits, int lost, long timeNs) {
        int at = (first + size) % CAPACITY;
        eventLine[at] = line;
        eventBits[at] = bits;
        eventLost[at] = lost;
        eventNs[at] = timeNs;
        size++;
    }
}
