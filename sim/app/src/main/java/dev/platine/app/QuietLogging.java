package dev.platine.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The logging of the command: warnings and worse on standard error, one line each; with {@code PLATINE_DEBUG=1} everything from debug on with
 * stack traces. Found by SLF4J's service loader. A few lines of our own, because a whole library for it is a tenth of a start.
 */
public final class QuietLogging implements SLF4JServiceProvider, ILoggerFactory {
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final boolean debugging = "1".equals(System.getenv("PLATINE_DEBUG"));

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /** For the service loader. */
    public QuietLogging() {}

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, asked -> new LineLogger(asked, debugging));
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // all is there
    }
}
