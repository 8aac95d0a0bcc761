package dev.platine.hal.link;

import dev.platine.hal.BoardException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks up hosts by a deadline, which the JDK's own look-up does not have. */
final class HostNames {
    private HostNames() {}

    /** All addresses of the host, in the system's order; at least one. */
    static InetAddress[] resolve(LinkUri uri, long deadlineNs) {
        String host = uri.host();
        try {
            if (isLiteral(host)) {
                return InetAddress.getAllByName(host);
            }
            FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(host));
            Thread thread = new Thread(task, "platine-resolve-" + host);
            thread.setDaemon(true);
            thread.start();
            return task.get(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw uri.failure(Kind.UNREACHABLE, "no answer about the host's address in time: " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw uri.failure(Kind.INTERRUPTED, "interrupted while looking up " + host, e);
        } catch (ExecutionException | UnknownHostException e) {
            throw uri.failure(Kind.NOT_FOUND, "no such host: " + host, e);
        }
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
