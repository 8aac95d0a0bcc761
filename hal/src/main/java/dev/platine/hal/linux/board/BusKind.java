package dev.platine.hal.linux.board;

import dev.platine.core.yaml.YamlBlock;

/**
 * One kind of bus: a section of the file, such as {@code gpio}. The section is a list; each item is one device with its
 * {@code channels}. Kinds are listed in {@link BusKinds}. Stateless, safe for any thread.
 */
public interface BusKind {
    /**
     * The section's key.
     *
     * @return such as {@code gpio}
     */
    String section();

    /**
     * Reads one item of the section and declares its channels, which get their numbers in this order. No input or output.
     * What does not fit is told to the block; whether there were mistakes is seen by the caller, who then throws the result
     * away. The caller ends {@code device} and reads the keys that all kinds have, {@code everyMs}.
     *
     * @param device the item
     * @param channels takes its channels
     * @return opens it
     */
    BusPlan read(YamlBlock device, ChannelTable channels);
}
