package dev.platine.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets up logging in code, which starts faster than a file: warnings and worse on standard error, one line each; with
 * {@code PLATINE_DEBUG=1} everything from debug on with stack traces. Found by logback's service loader.
 */
public final class QuietLogging extends ContextAwareBase implements Configurator {
    /** For the service loader. */
    public QuietLogging() {}

    /**
     * Configures logging.
     *
     * @param loggers what to configure
     * @return that nobody else shall configure
     */
    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        boolean debugging = "1".equals(System.getenv("PLATINE_DEBUG"));
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern(
                debugging
                        ? "platine: %d{HH:mm:ss.SSS} %level %logger [%thread] %msg%n"
                        : "platine: %level %logger{0}: %msg%n%nopexception");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName("standard-error");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(debugging ? Level.DEBUG : Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
