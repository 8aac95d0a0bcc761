package dev.platine.app;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes lines to whatever is standard error at that moment. Any thread. */
final class LineLogger extends LegacyAbstractLogger {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean debugging;

    /**
     * A logger.
     *
     * @param name usually a class's
     * @param debugging whether it tells everything from debug on, else warnings and worse
     */
    LineLogger(String name, boolean debugging) {
        this.name = name;
        this.debugging = debugging;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        String message = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
        PrintStream out = System.err;
        if (!debugging) {
            out.println("platine: " + level + " " + name.substring(name.lastIndexOf('.') + 1) + ": " + message);
            return;
        }
        StringWriter text = new StringWriter();
        text.append("platine: ")
                .append(LocalTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        text.append(" " + level + " " + name + " [" + Thread.currentThread().getName() + "] " + message);
        if (cause != null) {
            text.append(System.lineSeparator());
            cause.printStackTrace(new PrintWriter(text, true));
            out.print(text);
        } else {
            out.println(text);
        }
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return debugging;
    }

    @Override
    public boolean isInfoEnabled() {
        return debugging;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
