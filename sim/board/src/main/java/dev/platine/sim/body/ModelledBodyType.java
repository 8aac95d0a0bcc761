package dev.platine.sim.body;

import java.lang.reflect.InvocationTargetException;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Bodies whose firmware is a Java class, named in {@code body.firmware}: a {@link ModelledFirmware} found by
 * {@link ServiceLoader}, or any such class on the class path.
 */
public final class ModelledBodyType implements BodyType {
    /** A type without state. */
    public ModelledBodyType() {}

    @Override
    public String name() {
        return "modelled";
    }

    @Override
    public BoardBody create(BodyContext context) {
        return new ModelledBody(context, find(context.spec().firmware()));
    }

    /**
     * Makes a body of a firmware that is at hand.
     *
     * @param context what it stands in
     * @param firmware makes a new object for each boot
     * @return the body, not booted
     */
    public static BoardBody of(BodyContext context, Supplier<? extends ModelledFirmware> firmware) {
        return new ModelledBody(context, firmware);
    }

    private static Supplier<ModelledFirmware> find(String className) {
        for (ServiceLoader.Provider<ModelledFirmware> provider :
                ServiceLoader.load(ModelledFirmware.class, loader()).stream().toList()) {
            if (provider.type().getName().equals(className)) {
                return provider;
            }
        }
        try {
            Class<?> found = Class.forName(className, true, loader());
            if (!ModelledFirmware.class.isAssignableFrom(found)) {
                throw new IllegalArgumentException("must implement ModelledFirmware: firmware=" + className);
            }
            var constructor = found.asSubclass(ModelledFirmware.class).getConstructor();
            return () -> make(constructor);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException("must be a class on the class path: firmware=" + className, missing);
        } catch (NoSuchMethodException hidden) {
            throw new IllegalArgumentException(
                    "must be public with a public constructor without parameters: firmware=" + className, hidden);
        }
    }

    private static ModelledFirmware make(java.lang.reflect.Constructor<? extends ModelledFirmware> constructor) {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(
                    "the firmware's constructor failed: " + thrown.getCause(), thrown.getCause());
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException("the firmware's class cannot be used: " + hidden.getMessage(), hidden);
        }
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ModelledFirmware.class.getClassLoader() : context;
    }
}
