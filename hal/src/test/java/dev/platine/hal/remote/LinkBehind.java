package dev.platine.hal.remote;

import dev.platine.hal.link.Link;

/** A link that hands everything to another one, for tests to change a part of it. */
class LinkBehind implements Link {
    private final Link link;

    LinkBehind(Link link) {
        this.link = link;
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        return link.read(dst, offset, length, deadlineNs);
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        return link.writeSome(src, offset, length, deadlineNs);
    }

    @Override
    public String describe() {
        return link.describe();
    }

    @Override
    public String lossReason() {
        return link.lossReason();
    }

    @Override
    public void close() {
        link.close();
    }
}
