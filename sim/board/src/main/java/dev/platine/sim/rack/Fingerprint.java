package dev.platine.sim.rack;

import dev.platine.sim.net.Net;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A SHA-256 over everything that can be observed of a rack. Equal runs have equal fingerprints, on every machine; each board has
 * its own hash, so the order in which boards were added does not count.
 *
 * <p>Inside the rack only, as every event log.
 */
public final class Fingerprint implements EventLog {
    private static final int LONGEST_RECORD_BYTES = 64;

    private final Map<String, MessageDigest> digests = new TreeMap<>();
    private final ByteBuffer record = ByteBuffer.allocate(LONGEST_RECORD_BYTES);
    private long count;

    /** A fingerprint of nothing. */
    public Fingerprint() {}

    /**
     * The fingerprint so far.
     *
     * @return 64 hexadecimal digits
     */
    public String hex() {
        MessageDigest all = sha256();
        digests.forEach((board, digest) -> {
            all.update(board.getBytes(StandardCharsets.UTF_8));
            all.update(copy(digest).digest());
        });
        return HexFormat.of().formatHex(all.digest());
    }

    /**
     * How many events are in it.
     *
     * @return the count
     */
    public long events() {
        return count;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("this Java's SHA-256 cannot be read half-way", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    private ByteBuffer begin(int kind, long nowNs) {
        count++;
        return record.clear().put((byte) kind).putLong(nowNs);
    }

    private MessageDigest end(String board) {
        MessageDigest digest = digests.computeIfAbsent(board, name -> sha256());
        digest.update(record.flip());
        return digest;
    }

    private void end(String board, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        record.putInt(bytes.length);
        end(board).update(bytes);
    }

    @Override
    public void net(long nowNs, String board, Net net) {
        begin(1, nowNs)
                .putDouble(net.highVolts())
                .putDouble(net.lowVolts())
                .putLong(net.wavePeriodNs())
                .putDouble(net.waveDuty())
                .put((byte) (net.driven() ? 1 : 0));
        end(board, net.name());
    }

    @Override
    public void channel(long nowNs, String board, int channel, int bits) {
        begin(2, nowNs).putInt(channel).putInt(bits);
        end(board);
    }

    @Override
    public void line(long nowNs, String board, int channel, String line) {
        begin(3, nowNs).putInt(channel);
        end(board, line);
    }

    @Override
    public void boot(long nowNs, String board, int bootId) {
        begin(4, nowNs).putInt(bootId);
        end(board);
    }

    @Override
    public void powerOff(long nowNs, String board) {
        begin(5, nowNs);
        end(board);
    }

    @Override
    public void crash(long nowNs, String board, Throwable cause) {
        begin(6, nowNs);
        end(board, cause.getClass().getName());
    }
}
