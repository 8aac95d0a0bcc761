/**
 * Reads descriptions that people write: YAML with the place of every key and value, all mistakes of a file told at once, each
 * with file, line, column, rule and the name that was likely meant.
 *
 * <p>Pure functions of text; no input or output. For the rooms of Platine; what a user meets is {@link
 * dev.platine.core.yaml.Mistake}.
 */
@NullMarked
package dev.platine.core.yaml;

import org.jspecify.annotations.NullMarked;
