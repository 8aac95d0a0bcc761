package dev.platine.sim.rack;

import dev.platine.core.yaml.Place;
import dev.platine.sim.body.BoardBody;
import dev.platine.sim.body.BodyContext;
import dev.platine.sim.body.BodyEvents;
import dev.platine.sim.body.BodyType;
import dev.platine.sim.body.ModelledBodyType;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.clock.FaultSink;
import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.Circuit;
import dev.platine.sim.net.Pin;
import dev.platine.sim.part.Part;
import dev.platine.sim.part.PartContext;
import dev.platine.sim.part.PartType;
import dev.platine.sim.part.PartTypes;
import dev.platine.sim.plant.Plant;
import dev.platine.sim.plant.PlantType;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.PartSpec;
import dev.platine.sim.spec.PinRule;
import dev.platine.sim.spec.PlantSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

// Puts one board together: nets, then plant, then parts, then body, each wired to what is there already.
final class Assembly {
    private static final String BODY = "mcu";
    private static final String PLANT = "plant";

    private final String board;
    private final BoardSpec spec;
    private final long seed;
    private final TimerSource time;
    private final Circuit circuit;
    private final ChannelBank channels;
    private final PartTypes types;

    Assembly(
            String board,
            BoardSpec spec,
            long seed,
            TimerSource time,
            Circuit circuit,
            ChannelBank channels,
            PartTypes types) {
        this.board = board;
        this.spec = spec;
        this.seed = seed;
        this.time = time;
        this.circuit = circuit;
        this.channels = channels;
        this.types = types;
    }

    void nets() {
        spec.nets().keySet().forEach(circuit::addNet);
        spec.aliases().forEach(circuit::alias);
    }

    private IllegalArgumentException at(String key, String device, IllegalArgumentException cause) {
        Place place = spec.places().get(key);
        String where = place == null
                ? "board " + board + " (" + spec.source() + "), "
                : spec.source() + ":" + place.line() + ":" + place.column() + ": ";
        return new IllegalArgumentException(where + device + ": " + cause.getMessage(), cause);
    }

    // A pin for each that the type has, wired where the board says so.
    private Map<String, Pin> wire(String part, List<PinRule> rules, Map<String, String> wiring) {
        Map<String, Pin> pins = new LinkedHashMap<>();
        for (PinRule rule : rules) {
            String net = wiring.get(rule.name());
            if (net == null && rule.required()) {
                throw new IllegalArgumentException("pin " + rule.name() + " must be wired to a net");
            }
            pins.put(rule.name(), circuit.addPin(part + "." + rule.name(), net));
        }
        List<String> unknown = new ArrayList<>(wiring.keySet());
        unknown.removeAll(pins.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no pin " + unknown.get(0) + "; there are " + pins.keySet());
        }
        return pins;
    }

    @Nullable
    Plant plant() {
        PlantSpec plant = spec.plant();
        if (plant == null) {
            return null;
        }
        try {
            PlantType type = findPlant(plant.type());
            Map<String, Pin> terminals = wire(PLANT, type.rules().pins(), plant.terminals());
            return new Plant(type, terminals, plant.parameters(), time, Streams.of(seed, board, PLANT));
        } catch (IllegalArgumentException cause) {
            throw at("plant", "plant " + plant.type(), cause);
        }
    }

    private static PlantType findPlant(String name) {
        List<String> known = new ArrayList<>();
        for (PlantType type : ServiceLoader.load(PlantType.class)) {
            String typeName = type.rules().name();
            if (typeName.equals(name)) {
                return type;
            }
            known.add(typeName);
        }
        throw new IllegalArgumentException("no plant type " + name + "; there are " + known);
    }

    Map<String, Part> parts(@Nullable Plant plant) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (PartSpec part : spec.parts()) {
            try {
                if (parts.put(part.name(), part(part, plant)) != null) {
                    throw new IllegalArgumentException("must be unique on a board");
                }
            } catch (IllegalArgumentException cause) {
                throw at("parts." + part.name(), "part " + part.name(), cause);
            }
        }
        return Collections.unmodifiableMap(parts);
    }

    private Part part(PartSpec part, @Nullable Plant plant) {
        PartType type = types.find(part.type());
        Map<String, Pin> pins = wire(part.name(), type.pins(), part.pins());
        for (String given : part.parameters().values().keySet()) {
            if (type.parameters().stream().noneMatch(known -> known.name().equals(given))) {
                throw new IllegalArgumentException("no parameter " + given + " at part type " + type.name());
            }
        }
        return type.create(new PartContext(
                part.name(),
                type,
                pins,
                part.parameters(),
                time,
                Streams.of(seed, board, "part " + part.name()),
                plant));
    }

    BoardBody body(
            @Nullable Supplier<? extends ModelledFirmware> firmware,
            FaultSink faults,
            Consumer<String> console,
            Runnable reset,
            BodyEvents events) {
        try {
            Map<String, Pin> pins = new LinkedHashMap<>();
            spec.body().pins().forEach((pin, net) -> pins.put(pin, circuit.addPin(BODY + "." + pin, net)));
            BodyContext context = new BodyContext(
                    board,
                    spec.info(),
                    spec.body(),
                    Collections.unmodifiableMap(pins),
                    channels,
                    time,
                    faults,
                    Streams.of(seed, board, "firmware"),
                    console,
                    reset,
                    events);
            return firmware != null
                    ? ModelledBodyType.of(context, firmware)
                    : findBody().create(context);
        } catch (IllegalArgumentException cause) {
            throw at("body", "body", cause);
        }
    }

    private BodyType findBody() {
        String kind = spec.body().kind();
        List<String> known = new ArrayList<>();
        for (BodyType type : ServiceLoader.load(BodyType.class)) {
            if (type.name().equals(kind)) {
                return type;
            }
            known.add(type.name());
        }
        throw new IllegalArgumentException("no body kind " + kind + "; there are " + known);
    }
}
