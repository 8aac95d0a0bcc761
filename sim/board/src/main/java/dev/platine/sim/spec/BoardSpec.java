package dev.platine.sim.spec;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.yaml.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A board as its {@code board.yaml} describes it, checked.
 *
 * <p>Immutable, safe for any thread. Maps and lists are in the file's order.
 *
 * @param source where it was read from, for messages
 * @param info who the board is; {@link BoardInfo#name()} is the catalogue's name
 * @param summary one line for people
 * @param nets the nets, each with a few words about it
 * @param parts the parts on the board
 * @param plant what the board controls, or null
 * @param channels the channels, by id
 * @param body what makes it behave
 * @param places where its devices stand in the source: {@code parts.NAME}, {@code plant} and {@code body}; empty when it was not
 *     read from a file
 * @param aliases other names of nets
 * @param otherBodies what may make it behave instead, by kind
 */
public record BoardSpec(
        String source,
        BoardInfo info,
        String summary,
        Map<String, String> nets,
        List<PartSpec> parts,
        @Nullable PlantSpec plant,
        List<ChannelSpec> channels,
        BodySpec body,
        Map<String, Place> places,
        Map<String, String> aliases,
        Map<String, BodySpec> otherBodies) {

    public BoardSpec {
        nets = Collections.unmodifiableMap(new LinkedHashMap<>(nets));
        parts = List.copyOf(parts);
        channels = List.copyOf(channels);
        places = Map.copyOf(places);
        aliases = Map.copyOf(aliases);
        otherBodies = Map.copyOf(otherBodies);
    }

    /**
     * A description that was not read from a file.
     *
     * @param source where it comes from, for messages
     * @param info who the board is
     * @param summary one line for people
     * @param nets the nets, each with a few words about it
     * @param parts the parts on the board
     * @param plant what the board controls, or null
     * @param channels the channels, by id
     * @param body what makes it behave
     */
    public BoardSpec(
            String source,
            BoardInfo info,
            String summary,
            Map<String, String> nets,
            List<PartSpec> parts,
            @Nullable PlantSpec plant,
            List<ChannelSpec> channels,
            BodySpec body) {
        this(source, info, summary, nets, parts, plant, channels, body, Map.of(), Map.of(), Map.of());
    }

    /**
     * Reads a {@code board.yaml} with the types on the class path.
     *
     * @param file the file
     * @return the description
     * @throws BoardSpecException when the file has mistakes, or cannot be read
     */
    public static BoardSpec load(Path file) {
        return SpecLoader.standard().load(file);
    }

    /**
     * The catalogue's name of this kind of board.
     *
     * @return for example {@code ev-charger}
     */
    public String name() {
        return info.name();
    }

    /**
     * What the board says of itself on the wire.
     *
     * @param boardName what this board is called behind its endpoint
     * @return the description
     */
    public BoardDescription description(String boardName) {
        BoardInfo named = new BoardInfo(
                boardName,
                info.vendor(),
                info.model(),
                info.hardwareRevision(),
                info.serialNumber(),
                info.firmwareVersion(),
                info.buildId());
        return new BoardDescription(named, channels);
    }

    /**
     * The same board with something else that makes it behave.
     *
     * @param other the other body; its pins are wired to this board's nets
     * @return the other board
     */
    public BoardSpec withBody(BodySpec other) {
        Map<String, Place> stay = new LinkedHashMap<>(places);
        stay.remove("body");
        return new BoardSpec(source, info, summary, nets, parts, plant, channels, other, stay, aliases, otherBodies);
    }

    /**
     * The same board with one part more.
     *
     * @param part the part, wired to this board's nets
     * @return the other board
     */
    public BoardSpec withPart(PartSpec part) {
        List<PartSpec> more = new ArrayList<>(parts);
        more.add(part);
        return new BoardSpec(source, info, summary, nets, more, plant, channels, body, places, aliases, otherBodies);
    }
}
