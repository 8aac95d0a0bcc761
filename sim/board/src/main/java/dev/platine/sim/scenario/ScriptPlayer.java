package dev.platine.sim.scenario;

import dev.platine.core.time.Durations;
import dev.platine.sim.clock.Timer;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.net.Net;
import dev.platine.sim.rack.RackBoard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Plays a script on a board: arms a timer a step. Inside the rack only; deterministic. */
public final class ScriptPlayer {
    private static final long LOOK_NS = 100_000;
    private static final double HIGH_V = 0.7 * 3.3;
    private static final double LOW_V = 0.3 * 3.3;

    private final String file;
    private final Map<String, RackBoard> boards = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, StringBuilder> said = new HashMap<>();
    private final Set<Step> open = new LinkedHashSet<>();

    /**
     * Makes ready to play; {@link #arm} begins.
     *
     * @param file where the script comes from, for messages
     * @param all the boards of a rack that it may be about, at least one; with several each step says which
     */
    public ScriptPlayer(String file, List<RackBoard> all) {
        this.file = file;
        all.forEach(board -> boards.put(board.name(), board));
    }

    /**
     * Arms everything. Times count from 0 of virtual time.
     *
     * @param steps what happens
     * @throws IllegalArgumentException when there is no such board, or it has no such part, net or port, with file, line and column
     */
    public void arm(List<Step> steps) {
        for (Step step : steps) {
            try {
                check(board(step), step.what());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where(step) + e.getMessage(), e);
            }
        }
        for (Step step : steps) {
            open.add(step);
            board(step).clock().timer("script", () -> run(step)).at(step.atNs());
        }
    }

    private RackBoard board(Step step) {
        String name = step.board();
        if (name == null && boards.size() > 1) {
            throw new IllegalArgumentException("there are several boards; say which one by 'board:', one of "
                    + String.join(", ", boards.keySet()));
        }
        RackBoard board = name == null ? boards.values().iterator().next() : boards.get(name);
        if (board == null) {
            throw new IllegalArgumentException(
                    "no board " + name + "; there are " + String.join(", ", boards.keySet()));
        }
        return board;
    }

    private String where(Step step) {
        return file + ":" + step.place().line() + ":" + step.place().column() + ": ";
    }

    private void check(RackBoard board, Step.What what) {
        if (what instanceof Step.Operate operate) {
            part(board, operate.part()).check(operate.action(), operate.value());
        } else if (what instanceof Step.SetNet set) {
            board.circuit().net(set.net());
        } else if (what instanceof Step.ReleaseNet free) {
            board.circuit().net(free.net());
        } else if (what instanceof Step.Crystal crystal) {
            body(board).checkCrystal(crystal.name());
        } else if (what instanceof Step.Temperature) {
            body(board);
        } else if (what instanceof Step.Uart uart) {
            body(board).port(uart.port());
        } else if (what instanceof Step.Expect expect) {
            check(board, expect);
        }
    }

    private void check(RackBoard board, Step.Expect expect) {
        switch (expect.subject()) {
            case NET -> board.circuit().net(expect.name());
            case PART -> part(board, expect.name()).look(expect.aspect());
            case UART -> {
                body(board).port(expect.name());
                said.computeIfAbsent(board.name() + "/" + expect.name(), port -> {
                    StringBuilder heard = new StringBuilder();
                    body(board).port(expect.name()).listen(value -> heard.append((char) (value & 0xFF)));
                    return heard;
                });
            }
        }
    }

    private static dev.platine.sim.part.Part part(RackBoard board, String name) {
        dev.platine.sim.part.Part part = board.parts().get(name);
        if (part == null) {
            throw new IllegalArgumentException(
                    "no part " + name + "; there are " + board.parts().keySet());
        }
        return part;
    }

    private static EmulatedBody body(RackBoard board) {
        if (board.body() instanceof EmulatedBody body) {
            return body;
        }
        throw new IllegalArgumentException(
                "board " + board.name() + " has no emulated microcontroller, so no uart and no crystal");
    }

    private void run(Step step) {
        if (step.what() instanceof Step.Expect expect) {
            look(step, expect);
            return;
        }
        open.remove(step);
        try {
            act(board(step), step.what());
        } catch (RuntimeException e) {
            failures.add(where(step) + e.getMessage());
        }
    }

    private static void act(RackBoard board, Step.What what) {
        if (what instanceof Step.Operate operate) {
            part(board, operate.part()).operate(operate.action(), operate.value());
        } else if (what instanceof Step.SetNet set) {
            board.drive(set.net(), set.volts(), set.ohms());
        } else if (what instanceof Step.ReleaseNet free) {
            board.release(free.net());
        } else if (what instanceof Step.Crystal crystal) {
            body(board).crystal(crystal.name(), crystal.running());
        } else if (what instanceof Step.Temperature temperature) {
            body(board).temperature(temperature.cel());
        } else if (what instanceof Step.Uart uart) {
            byte[] bytes = uart.text().getBytes(StandardCharsets.UTF_8);
            body(board).port(uart.port()).give(bytes, 0, bytes.length);
        } else if (what instanceof Step.Power power) {
            board.power(power.on());
        } else if (what instanceof Step.Reset) {
            board.reset();
        }
    }

    private void look(Step step, Step.Expect expect) {
        RackBoard board = board(step);
        if (holds(board, expect)) {
            open.remove(step);
            return;
        }
        long end = step.atNs() + expect.withinNs();
        long now = board.clock().nowNs();
        if (now >= end) {
            open.remove(step);
            failures.add(where(step) + "at " + Durations.format(now) + ": expected " + wanted(expect) + ", "
                    + found(board, expect));
            return;
        }
        Timer again = board.clock().timer("script", () -> look(step, expect));
        again.at(Math.min(end, now + LOOK_NS));
    }

    private boolean holds(RackBoard board, Step.Expect expect) {
        switch (expect.subject()) {
            case NET -> {
                double volts = net(board, expect).volts();
                return expect.aspect().equals("volts")
                        ? Math.abs(volts - expect.value()) <= expect.tolerance()
                        : expect.value() > 0 ? volts > HIGH_V : volts < LOW_V;
            }
            case PART -> {
                double value = part(board, expect.name()).look(expect.aspect());
                return Math.abs(value - expect.value()) <= expect.tolerance();
            }
            default -> {
                StringBuilder heard = heard(board, expect);
                int at = heard.indexOf(expect.text());
                if (at >= 0) {
                    heard.delete(0, at + expect.text().length());
                }
                return at >= 0;
            }
        }
    }

    private static Net net(RackBoard board, Step.Expect expect) {
        return board.circuit().net(expect.name());
    }

    private StringBuilder heard(RackBoard board, Step.Expect expect) {
        return said.computeIfAbsent(board.name() + "/" + expect.name(), port -> new StringBuilder());
    }

    private static String wanted(Step.Expect expect) {
        return switch (expect.subject()) {
            case NET ->
                expect.aspect().equals("volts")
                        ? expect.name() + " " + expect.value() + " V"
                        : expect.name() + (expect.value() > 0 ? " high" : " low");
            case PART -> expect.name() + " " + expect.aspect() + " " + expect.value();
            case UART -> expect.name() + " to say '" + shown(expect.text()) + "'";
        };
    }

    private String found(RackBoard board, Step.Expect expect) {
        return switch (expect.subject()) {
            case NET ->
                String.format(Locale.ROOT, "found %.3f V", net(board, expect).volts());
            case PART -> "found " + part(board, expect.name()).look(expect.aspect());
            case UART -> {
                String heard = heard(board, expect).toString();
                yield heard.isEmpty()
                        ? "it has said nothing more"
                        : "it said '" + shown(heard.substring(Math.max(0, heard.length() - 60))) + "'";
            }
        };
    }

    private static String shown(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    /**
     * What was not as it was expected.
     *
     * @return a line each, with file, line, column and time
     */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * The steps that are not done yet.
     *
     * @return a line each, with file, line, column and time, in the order of their time; empty when the script is over
     */
    public List<String> open() {
        return open.stream()
                .map(step -> where(step) + "at " + Durations.format(step.atNs()) + ": was not reached; run longer")
                .toList();
    }
}
