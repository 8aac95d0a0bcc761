package dev.platine.app;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Hands the context to the verbs whose constructor asks for it. */
final class VerbFactory implements CommandLine.IFactory {
    private final Context context;
    private final CommandLine.IFactory otherwise = CommandLine.defaultFactory();

    VerbFactory(Context context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (!type.getName().startsWith("dev.platine.")) {
            return otherwise.create(type);
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                return type.cast(constructor.newInstance(context));
            }
        }
        return otherwise.create(type);
    }
}
