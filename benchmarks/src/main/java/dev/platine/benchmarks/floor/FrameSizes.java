package dev.platine.benchmarks.floor;

/**
 * How many bytes one exchange puts on the wire, both framings included.
 *
 * @param requestBytes host to board, above 0
 * @param replyBytes board to host, above 0
 */
public record FrameSizes(int requestBytes, int replyBytes) {
    public FrameSizes {
        if (requestBytes <= 0 || replyBytes <= 0) {
            throw new IllegalArgumentException(
                    "must be > 0: requestBytes=" + requestBytes + ", replyBytes=" + replyBytes);
        }
    }

    @Override
    public String toString() {
        return requestBytes + " B there, " + replyBytes + " B back";
    }
}
