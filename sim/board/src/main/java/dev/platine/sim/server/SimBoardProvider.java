package dev.platine.sim.server;

import dev.platine.hal.Bench;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.BoardProvider;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.rack.RackBoard;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.BoardSpecException;
import dev.platine.sim.spec.Catalogue;
import java.io.File;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Opens {@code sim:NAME_OR_PATH}: a fresh rack of its own with one board of the catalogue, or one described by a
 * {@code board.yaml}, in this JVM. {@code speed} is virtual over real time, {@code max} for as fast as possible, or {@code held}
 * for time that only the bench moves; 1 when not given. {@code seed} is where all randomness comes from; 0 when not given.
 */
public final class SimBoardProvider implements BoardProvider {
    private static final String FORM = "sim:NAME_OR_PATH[?speed=1|max|held&seed=N]";

    /** A provider; does nothing. */
    public SimBoardProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("sim");
    }

    @Override
    public String uriForm() {
        return FORM;
    }

    @Override
    public BoardPort open(URI uri, OpenOptions options) {
        return inRackOfItsOwn(uri, (rack, board) -> SimBoards.port(rack, board, options, rack::close));
    }

    /** {@inheritDoc} The rack lives as long as the bench. */
    @Override
    public Bench openBench(URI uri, OpenOptions options) {
        return inRackOfItsOwn(uri, (rack, board) -> new RackBench(rack, board, null, rack::close));
    }

    private static <T> T inRackOfItsOwn(URI uri, BiFunction<Rack, RackBoard, T> opener) {
        String text = uri.toString();
        String rest = text.substring(text.indexOf(':') + 1);
        int mark = rest.indexOf('?');
        String name = URLDecoder.decode(mark < 0 ? rest : rest.substring(0, mark), StandardCharsets.UTF_8);
        Settings settings = Settings.parse(text, mark < 0 ? "" : rest.substring(mark + 1));
        if (name.isEmpty()) {
            throw malformed(text, "must name a board or a board.yaml");
        }
        BoardSpec spec = load(text, name);
        Rack rack = build(text, spec, settings.seed);
        try {
            T opened = opener.apply(rack, rack.board(spec.name()));
            if (!settings.held) {
                rack.run(settings.speed);
            }
            return opened;
        } catch (RuntimeException e) {
            rack.close();
            throw e;
        }
    }

    private static BoardSpec load(String uri, String name) {
        Catalogue catalogue = new Catalogue();
        boolean known = catalogue.summaries().containsKey(name) || new File(name).exists();
        try {
            return catalogue.load(name);
        } catch (BoardSpecException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", -1);
            String more = lines.length == 1 ? "" : " (and " + (lines.length - 1) + " more; platine run shows them all)";
            throw new BoardException(known ? Kind.MALFORMED : Kind.NOT_FOUND, 0, uri, null, "open", lines[0] + more, e);
        }
    }

    private static Rack build(String uri, BoardSpec spec, long seed) {
        try {
            return Rack.builder().seed(seed).board(spec.name(), spec).build();
        } catch (IllegalArgumentException e) {
            throw new BoardException(Kind.MALFORMED, 0, uri, null, "open", String.valueOf(e.getMessage()), e);
        }
    }

    private static BoardException malformed(String uri, String rule) {
        return new BoardException(Kind.MALFORMED, uri, "open", rule + "; the form is " + FORM);
    }

    private record Settings(boolean held, double speed, long seed) {
        static Settings parse(String uri, String query) {
            boolean held = false;
            double speed = 1;
            long seed = 0;
            Set<String> given = new HashSet<>();
            for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
                String value = pair.substring(pair.indexOf('=') + 1);
                String key = pair.substring(0, Math.max(0, pair.indexOf('=')));
                if (!given.add(key)) {
                    throw malformed(uri, "given twice: " + key);
                }
                try {
                    switch (key) {
                        case "seed" -> seed = Long.parseLong(value);
                        case "speed" -> {
                            held = value.equals("held");
                            speed = held || value.equals("max") ? 0 : speed(uri, Double.parseDouble(value));
                        }
                        default -> throw malformed(uri, "must be speed=... or seed=...: " + pair);
                    }
                } catch (NumberFormatException e) {
                    throw malformed(uri, "must be a number: " + pair);
                }
            }
            return new Settings(held, speed, seed);
        }

        private static double speed(String uri, double speed) {
            if (speed >= 1e-6 && speed <= 1e6) {
                return speed;
            }
            throw malformed(uri, "must be 1e-6 to 1e6, max or held: speed=" + speed);
        }
    }
}
