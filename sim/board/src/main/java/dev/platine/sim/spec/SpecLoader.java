package dev.platine.sim.spec;

import dev.platine.core.channel.BoardInfo;
import dev.platine.core.yaml.Mistake;
import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.YamlDocument;
import dev.platine.core.yaml.YamlReader;
import dev.platine.core.yaml.YamlText;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and checks {@code board.yaml}. Safe for one thread at a time; deterministic. */
final class SpecLoader {
    private static final int MAX_BYTES_READ = YamlText.MAX_BYTES + 1;

    private static final double DEFAULT_HSE_MHZ = 8;
    private static final double DEFAULT_CEL = 25;
    private static final Set<String> TAKEN = Set.of("mcu", "plant");

    private final Types types;
    private final SchemaFit fit = new SchemaFit();
    private @Nullable SchemaCheck schema;

    SpecLoader(Types types) {
        this.types = types;
    }

    static SpecLoader standard() {
        return new SpecLoader(Types.of(Catalogue.loaderOf(SpecLoader.class)));
    }

    BoardSpec load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return load(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw unreadable(file.toString(), "no such file; check the path");
        } catch (IOException e) {
            throw unreadable(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    BoardSpec load(String file, InputStream in) throws IOException {
        return parse(file, in.readNBytes(MAX_BYTES_READ));
    }

    static BoardSpecException unreadable(String file, String why) {
        return new BoardSpecException(List.of(new Mistake(file, 1, 1, why)));
    }

    BoardSpec parse(String file, byte[] bytes) {
        Mistakes mistakes = new Mistakes(file);
        String text = YamlText.decode(bytes, mistakes);
        YamlDocument read = text == null ? null : YamlReader.read(text, mistakes, "docs/boards.md");
        if (read == null) {
            throw new BoardSpecException(mistakes.list());
        }
        SpecDocument document = new SpecDocument(read);
        if (!fit.fits(read.root())) {
            schema().check(document, mistakes);
        }
        checkMeaning(document, mistakes);
        if (!mistakes.none()) {
            throw new BoardSpecException(mistakes.list());
        }
        return build(file, document);
    }

    private SchemaCheck schema() {
        SchemaCheck made = schema;
        if (made == null) {
            made = new SchemaCheck();
            schema = made;
        }
        return made;
    }

    private void checkMeaning(SpecDocument document, Mistakes mistakes) {
        boolean unreadable = !mistakes.none(); // wiring that could not be read makes nets look unused
        DeviceCheck devices = new DeviceCheck(document, mistakes);
        JsonNode root = document.root();
        for (String part : root.path("parts").propertyNames()) {
            if (TAKEN.contains(part)) {
                mistakes.add(
                        document.key(YamlDocument.child("/parts", part)),
                        "parts." + part
                                + ": the name is taken, wires of the body and the plant begin with mcu and plant; "
                                + "rename it");
            }
            devices.device(YamlDocument.child("/parts", part), "part type", "type", "pins", types.parts());
        }
        if (root.has("plant")) {
            devices.device("/plant", "plant type", "type", "terminals", types.plants());
        }
        DeviceRules firmware = null;
        if (root.at("/body/modelled").isObject()) {
            firmware = devices.device("/body/modelled", "firmware", "class", "pins", types.firmwares());
        }
        JsonNode library = root.at("/body/hosted/library");
        if (library.isString()) {
            DeviceRules unread = DeviceRules.open(library.asString());
            devices.device("/body/hosted", "firmware", "library", "pins", Map.of(unread.name(), unread));
        }
        if (root.at("/body/emulated/pins").isObject()) {
            JsonNode wired = root.at("/body/emulated/pins");
            for (String pin : root.at("/body/emulated/drivers").propertyNames()) {
                if (!wired.has(pin)) {
                    mistakes.add(
                            document.key(YamlDocument.child("/body/emulated/drivers", pin)),
                            "body.emulated.drivers." + pin + ": the pin is not wired; add it to pins");
                }
            }
            DeviceRules unread = DeviceRules.open(root.at("/body/emulated/chip").asString(""));
            devices.device("/body/emulated", "chip", "chip", "pins", Map.of(unread.name(), unread));
        }
        if (!unreadable) {
            devices.nets(root.at("/body/emulated").isObject());
            aliases(document, mistakes);
        }
        new ChannelCheck(document, mistakes).check(firmware);
    }

    private static BoardSpec build(String file, SpecDocument document) {
        JsonNode root = document.root();
        BoardInfo info = new BoardInfo(
                text(root, "board"),
                text(root, "vendor"),
                text(root, "model"),
                text(root, "hardware"),
                text(root, "serial"),
                text(root, "firmware"),
                text(root, "build"));
        List<PartSpec> parts = new ArrayList<>();
        for (String name : root.path("parts").propertyNames()) {
            JsonNode part = root.path("parts").path(name);
            parts.add(new PartSpec(name, text(part, "type"), texts(part.path("pins")), parameters(part)));
        }
        return new BoardSpec(
                file,
                info,
                text(root, "summary"),
                texts(root.path("nets")),
                parts,
                plant(root.path("plant")),
                new ChannelCheck(document, new Mistakes(file)).channels(),
                body(file, root.path("body")),
                places(document),
                texts(root.path("aliases")),
                otherBodies(file, root.path("body")));
    }

    private static Map<String, Place> places(SpecDocument document) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (String part : document.root().path("parts").propertyNames()) {
            places.put("parts." + part, document.key(YamlDocument.child("/parts", part)));
        }
        places.put("plant", document.key("/plant"));
        places.put("body", document.key("/body"));
        return places;
    }

    // The first one in the file makes the board behave; the others are for who asks for them.
    private static Map<String, BodySpec> otherBodies(String file, JsonNode bodies) {
        Map<String, BodySpec> others = new LinkedHashMap<>();
        bodies.propertyNames().stream().skip(1).forEach(kind -> others.put(kind, body(file, bodies, kind)));
        return others;
    }

    private static BodySpec body(String file, JsonNode bodies) {
        return body(file, bodies, bodies.propertyNames().iterator().next());
    }

    private static BodySpec body(String file, JsonNode body, String kind) {
        JsonNode emulated = body.path("emulated");
        if (kind.equals("emulated")) {
            return emulated(file, emulated);
        }
        JsonNode hosted = body.path("hosted");
        if (!kind.equals("hosted")) {
            JsonNode modelled = body.path("modelled");
            return new BodySpec(
                    "modelled", text(modelled, "class"), texts(modelled.path("pins")), parameters(modelled));
        }
        Path library = Path.of(file).resolveSibling(text(hosted, "library"));
        return new BodySpec("", "", texts(hosted.path("pins")), parameters(hosted))
                .withWatchdog(hosted.path("watchdogMs").asInt(BodySpec.WATCHDOG_MS))
                .hosted(library, hosted.path("isolate").asBoolean(true));
    }

    private static void aliases(SpecDocument document, Mistakes mistakes) {
        JsonNode nets = document.root().path("nets");
        for (String name : document.root().path("aliases").propertyNames()) {
            String net = document.root().path("aliases").path(name).asString("");
            Place place = document.key(YamlDocument.child("/aliases", name));
            if (!nets.has(net)) {
                mistakes.add(place, "aliases." + name + ": no net " + net + "; name one of this board's nets");
            } else if (nets.has(name)) {
                mistakes.add(place, "aliases." + name + ": is the name of a net already; take another");
            }
        }
    }

    private static BodySpec emulated(String file, JsonNode emulated) {
        String firmware = text(emulated, "firmware");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("chip", text(emulated, "chip"));
        values.put("hseMhz", emulated.path("hseMhz").asDouble(DEFAULT_HSE_MHZ));
        values.put("lseHz", emulated.path("lseHz").asDouble(0));
        values.put("temperatureCel", emulated.path("temperatureCel").asDouble(DEFAULT_CEL));
        values.put("console", text(emulated, "console"));
        values.put("host", text(emulated, "host"));
        values.put(BodySpec.ENGINE, emulated.path(BodySpec.ENGINE).asString(EngineChoice.AUTO.toString()));
        JsonNode drivers = emulated.path("drivers");
        for (String pin : drivers.propertyNames()) {
            JsonNode stage = drivers.path(pin);
            values.put("driver." + pin + ".lowV", stage.path("lowV").asDouble());
            values.put("driver." + pin + ".highV", stage.path("highV").asDouble());
            values.put("driver." + pin + ".ohms", stage.path("ohms").asDouble());
        }
        return new BodySpec(
                "emulated",
                firmware.isEmpty() ? "" : Path.of(file).resolveSibling(firmware).toString(),
                texts(emulated.path("pins")),
                Parameters.of(values));
    }

    private static @Nullable PlantSpec plant(JsonNode plant) {
        return plant.isMissingNode()
                ? null
                : new PlantSpec(text(plant, "type"), texts(plant.path("terminals")), parameters(plant));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.propertyNames().forEach(name -> texts.put(name, node.path(name).asString("")));
        return texts;
    }

    private static Parameters parameters(JsonNode device) {
        Map<String, Object> values = new LinkedHashMap<>();
        JsonNode with = device.path("with");
        for (String name : with.propertyNames()) {
            JsonNode value = with.path(name);
            values.put(
                    name,
                    value.isNumber()
                            ? (Object) value.asDouble()
                            : value.isBoolean() ? (Object) value.asBoolean() : value.asString());
        }
        return Parameters.of(values);
    }
}
