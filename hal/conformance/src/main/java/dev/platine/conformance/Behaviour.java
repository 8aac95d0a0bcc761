package dev.platine.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a test as a behaviour that the table lists. The method's name is its sentence. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Behaviour {
    /** Never changes and is never given again: group, dot, number. */
    String value();
}
