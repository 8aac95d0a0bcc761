package dev.platine.app;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes maps, lists, numbers, texts and booleans as JSON; names in snake case with the unit last. Pure functions. */
final class Json {
    private Json() {}

    /** Over several lines, for people and files. */
    static String pretty(Map<String, ?> object) {
        return write(object, new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter()
                        .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)
                        .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            }
        });
    }

    /** On one line, for streams of objects. */
    static String line(Map<String, ?> object) {
        return write(object, ObjectWriteContext.empty());
    }

    private static String write(Object value, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(context, text)) {
            put(json, value);
        }
        return text.toString();
    }

    private static void put(JsonGenerator json, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                put(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof Iterable<?> array) {
            json.writeStartArray();
            array.forEach(member -> put(json, member));
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Float real) {
            json.writeNumber(real);
        } else if (value instanceof Double real) {
            json.writeNumber(real);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
