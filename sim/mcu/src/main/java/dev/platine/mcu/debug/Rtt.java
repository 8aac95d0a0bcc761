package dev.platine.mcu.debug;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.DebugPort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * SEGGER RTT as a debug probe does it: finds the control block in RAM, empties the buffers that firmware fills, fills those that it
 * empties. Nothing happens by itself: who owns virtual time calls {@link #poll}, every millisecond of it for instance, so that a run is
 * the same each time. Firmware never waits for it except in a full buffer of the blocking mode, until the next poll. Used on the
 * simulation's thread only.
 */
public final class Rtt {
    /** Takes what firmware writes. Called on the simulation's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Bytes of an up-buffer.
         *
         * @param channel from 0, the terminal
         * @param bytes the bytes from index 0, valid during the call only
         * @param length how many, above 0
         */
        void written(int channel, byte[] bytes, int length);
    }

    private static final String ID = "SEGGER RTT";
    private static final int ID_BYTES = 16;
    private static final int HEADER_BYTES = 24;
    private static final int RING_BYTES = 24;
    private static final int MOST_CHANNELS = 16;
    private static final int LONGEST_NAME = 64;
    private static final int SCANNED_BYTES = 0x4000;

    private static final int BUFFER = 4;
    private static final int SIZE = 8;
    private static final int WRITTEN = 12;
    private static final int READ = 16;

    private final DebugPort memory;
    private final List<Memory> rams;
    private final Listener listener;
    private final List<ArrayDeque<Byte>> waiting;
    private byte[] block = new byte[256];
    private int address;
    private boolean known;
    private int scannedMemory;
    private int scannedOffset;

    /**
     * RTT of one processor.
     *
     * @param memory its memory
     * @param rams where the control block may be
     * @param listener takes what firmware writes
     */
    public Rtt(DebugPort memory, List<Memory> rams, Listener listener) {
        this.memory = memory;
        this.rams = List.copyOf(rams);
        this.listener = listener;
        waiting = java.util.stream.Stream.generate(() -> new ArrayDeque<Byte>())
                .limit(MOST_CHANNELS)
                .toList();
    }

    /**
     * Where the control block is, by the program's symbol {@code _SEGGER_RTT}; without it RAM is searched, a part with each poll.
     *
     * @param controlBlock its address
     */
    public void at(int controlBlock) {
        address = controlBlock;
        known = true;
    }

    /**
     * Whether the control block was found and firmware has set it up.
     *
     * @return whether there are channels
     */
    public boolean found() {
        return known && isBlock(address);
    }

    /**
     * A channel's name.
     *
     * @param channel from 0
     * @param up whether firmware writes it
     * @return as firmware says it, empty if there is none
     */
    public String name(int channel, boolean up) {
        if (!found() || channel < 0 || channel >= count(up)) {
            return "";
        }
        int at = word(ring(channel, up));
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < LONGEST_NAME; i++) {
            long next = memory.peek(at + i, 1);
            if (next == Bus.ERROR || next == 0) {
                break;
            }
            name.append((char) next);
        }
        return name.toString();
    }

    /**
     * Sends bytes to firmware; what has no place in its buffer yet goes with later polls.
     *
     * @param channel 0 to 15
     * @param bytes what, copied
     * @throws IllegalArgumentException if there can be no such channel
     */
    public void send(int channel, byte[] bytes) {
        if (channel < 0 || channel >= MOST_CHANNELS) {
            throw new IllegalArgumentException("must be 0 to 15: channel=" + channel);
        }
        for (byte b : bytes) {
            waiting.get(channel).add(b);
        }
    }

    /**
     * Moves bytes into a channel's buffer now, as many as have a place there. What {@link #send} was given before goes first.
     *
     * @param channel 0 to 15; nothing is moved into one that the firmware does not have
     * @param bytes from where; those that were moved are gone from it
     * @return how many were moved
     */
    public int feed(int channel, Deque<Byte> bytes) {
        if (!found() || channel < 0 || channel >= count(false)) {
            return 0;
        }
        int ring = ring(channel, false);
        int moved = feed(waiting.get(channel), ring);
        return waiting.get(channel).isEmpty() ? moved + feed(bytes, ring) : moved;
    }

    /**
     * Moves what there is, both ways.
     *
     * @return how many bytes were moved
     */
    public int poll() {
        if (!known) {
            search();
        }
        if (!found()) {
            return 0;
        }
        int moved = 0;
        for (int i = 0; i < count(true); i++) {
            moved += drain(i, ring(i, true));
        }
        for (int i = 0; i < count(false); i++) {
            moved += feed(waiting.get(i), ring(i, false));
        }
        return moved;
    }

    private int word(int at) {
        return (int) memory.peek(at, 4);
    }

    private int count(boolean up) {
        return word(address + ID_BYTES + (up ? 0 : 4));
    }

    private int ring(int channel, boolean up) {
        int before = up ? channel : count(true) + channel;
        return address + HEADER_BYTES + before * RING_BYTES;
    }

    /** Firmware writes the end of the id last, so that a copy in flash or a half-made block is not taken for one. */
    private boolean isBlock(int at) {
        byte[] id = ID.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < ID_BYTES; i++) {
            if (memory.peek(at + i, 1) != (i < id.length ? id[i] : 0)) {
                return false;
            }
        }
        int up = word(at + ID_BYTES);
        int down = word(at + ID_BYTES + 4);
        return up >= 0 && up <= MOST_CHANNELS && down >= 0 && down <= MOST_CHANNELS;
    }

    private void search() {
        if (rams.isEmpty()) {
            return;
        }
        Memory ram = rams.get(scannedMemory);
        int end = Math.min(scannedOffset + SCANNED_BYTES, ram.sizeBytes() - HEADER_BYTES);
        for (int at = scannedOffset; at < end; at += 4) {
            if ((int) Memory.INT.get(ram.bytes(), at) == 0x47474553 && isBlock(ram.base() + at)) {
                at(ram.base() + at);
                return;
            }
        }
        scannedOffset += SCANNED_BYTES;
        if (scannedOffset >= ram.sizeBytes()) {
            scannedOffset = 0;
            scannedMemory = (scannedMemory + 1) % rams.size();
        }
    }

    private int drain(int channel, int ring) {
        int size = word(ring + SIZE);
        int from = word(ring + READ);
        int to = word(ring + WRITTEN);
        if (!usable(size, from, to) || from == to) {
            return 0;
        }
        int length = to > from ? to - from : size - from + to;
        if (block.length < length) {
            block = new byte[length];
        }
        int buffer = word(ring + BUFFER);
        for (int i = 0; i < length; i++) {
            block[i] = (byte) memory.peek(buffer + (from + i) % size, 1);
        }
        memory.poke(ring + READ, 4, to);
        listener.written(channel, block, length);
        return length;
    }

    private int feed(Deque<Byte> bytes, int ring) {
        int size = word(ring + SIZE);
        int to = word(ring + WRITTEN);
        int from = word(ring + READ);
        if (bytes.isEmpty() || !usable(size, from, to)) {
            return 0;
        }
        int buffer = word(ring + BUFFER);
        int moved = 0;
        while (!bytes.isEmpty() && (to + 1) % size != from) {
            memory.poke(buffer + to, 1, bytes.remove());
            to = (to + 1) % size;
            moved++;
        }
        memory.poke(ring + WRITTEN, 4, to);
        return moved;
    }

    private static boolean usable(int size, int from, int to) {
        return size > 0 && size <= 1 << 20 && from >= 0 && from < size && to >= 0 && to < size;
    }
}
