package dev.platine.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
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
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(loggers);
        encoder.setLayout(layout(loggers, debugging));
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

    private static Layout<ILoggingEvent> layout(LoggerContext loggers, boolean debugging) {
        if (!debugging) {
            return new OneLine();
        }
        PatternLayout layout = new PatternLayout();
        layout.setContext(loggers);
        layout.setPattern("platine: %d{HH:mm:ss.SSS} %level %logger [%thread] %msg%n");
        layout.start();
        return layout;
    }

    /** Level, the last part of the logger's name, message. logback's layouts by pattern take longer to load than a board to build. */
    private static final class OneLine extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            String logger = event.getLoggerName();
            return "platine: " + event.getLevel() + " " + logger.substring(logger.lastIndexOf('.') + 1) + ": "
                    + event.getFormattedMessage() + System.lineSeparator();
        }
    }
}
