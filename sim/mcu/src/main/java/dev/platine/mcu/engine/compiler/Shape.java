package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.InstructionTable;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What belongs to a region: the instructions that direct branches reach from its entry, as blocks, up to a number of instructions. */
final class Shape {
    private static final int MOST_CASES = 256;

    final int entry;
    final List<Block> blocks = new ArrayList<>();

    private final Memory memory;
    private final TreeMap<Integer, Step> steps = new TreeMap<>();
    private final TreeSet<Integer> leaders = new TreeSet<>();
    private final Map<Integer, Block> starts = new HashMap<>();
    private final Map<Integer, int[]> tables = new HashMap<>();
    private final List<int[]> data = new ArrayList<>();
    private boolean entangled;

    private Shape(Memory memory, int entry) {
        this.memory = memory;
        this.entry = entry;
    }

    /**
     * The region that begins somewhere.
     *
     * @return null if there is nothing to translate
     */
    static @Nullable Shape of(Memory memory, int entry, int mostInstructions) {
        Shape shape = new Shape(memory, entry);
        shape.collect(mostInstructions);
        if (shape.entangled || !shape.steps.containsKey(entry)) {
            return null;
        }
        shape.divide();
        if (shape.steps.size() >= mostInstructions) {
            shape.keepLoop();
        }
        shape.connect();
        return shape;
    }

    int instructions() {
        return steps.size();
    }

    /** The block that begins at an address, null if the way there leads out of the region. */
    @Nullable
    Block at(int address) {
        return starts.get(address);
    }

    /** The targets that a table branch has, as far as they can be told. */
    int[] targets(Insn insn) {
        return tables.getOrDefault(insn.address, new int[0]);
    }

    private void collect(int most) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(entry);
        leaders.add(entry);
        while (!open.isEmpty()) {
            walk(open.remove(), most, open);
        }
    }

    private void walk(int from, int most, Deque<Integer> open) {
        int address = from;
        int it = 0;
        while (steps.size() < most) {
            Step known = steps.get(address);
            if (known != null) {
                entangled |= known.it() != it && it != 0;
                leaders.add(address);
                return;
            }
            Insn insn = decode(address, it != 0);
            if (insn == null || Step.flow(insn) == Step.Flow.STOP) {
                return;
            }
            Step step = new Step(insn, it);
            steps.put(address, step);
            it = step.itAfter();
            address = step.next();
            if (!goesOn(step, open)) {
                return;
            }
            if (step.flow() != Step.Flow.NEXT) {
                leaders.add(address);
            }
        }
    }

    /** Notes where a step leads; tells whether the next one is among that. */
    private boolean goesOn(Step step, Deque<Integer> open) {
        Insn insn = step.insn();
        switch (step.flow()) {
            case JUMP, CHOICE -> target(insn.imm, open);
            case TABLE -> {
                int[] cases = cases(insn);
                tables.put(insn.address, cases);
                for (int target : cases) {
                    target(target, open);
                }
            }
            default -> {}
        }
        return switch (step.flow()) {
            case JUMP, TABLE, AWAY -> step.conditional();
            default -> true;
        };
    }

    private void target(int address, Deque<Integer> open) {
        leaders.add(address);
        open.add(address);
    }

    /** Halfwords are taken for a table's as long as they lead behind the table and no code begins. */
    private int[] cases(Insn insn) {
        boolean halfwords = insn.op == Op.TBH;
        int table = insn.address + 4;
        int end = table + 512;
        Set<Integer> targets = new HashSet<>();
        if (insn.n != 15) {
            return new int[0];
        }
        for (int at = table; at < end && targets.size() < MOST_CASES; at += halfwords ? 2 : 1) {
            if (!memory.contains(at, 2)) {
                break;
            }
            int target = table + 2 * (int) memory.read(at, halfwords ? 2 : 1);
            if (target <= at) {
                break;
            }
            end = Math.min(end, target);
            targets.add(target);
        }
        dependsOn(table, Math.max(end - table, 0));
        return targets.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private @Nullable Insn decode(int address, boolean inIt) {
        if (!memory.contains(address, 4) || memory.isMarked(address - memory.base())) {
            return null;
        }
        int first = (int) memory.read(address, 2);
        int word = InstructionTable.isWide(first) ? first << 16 | (int) memory.read(address + 2, 2) : first;
        Row row = InstructionTable.armv7em().find(word);
        return row == null ? null : Insn.of(row, word, address, inIt);
    }

    private void divide() {
        Block block = null;
        for (Step step : steps.values()) {
            int address = step.insn().address;
            boolean begins = leaders.contains(address) && step.it() == 0;
            if (block == null || block.next() != address || ends(block.last()) || begins) {
                block = new Block(address);
                blocks.add(block);
                if (step.it() == 0) {
                    starts.put(address, block);
                }
            }
            block.steps.add(step);
        }
    }

    private static boolean ends(Step step) {
        return step.flow() != Step.Flow.NEXT;
    }

    /** Of code that is too long, the loop around the entry is worth most: the rest has regions of its own. */
    private void keepLoop() {
        Set<Block> loop = new HashSet<>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Block block : blocks) {
                grows |= !loop.contains(block) && leadsTo(block, loop) && loop.add(block);
            }
        }
        if (!loop.contains(first())) {
            return;
        }
        blocks.retainAll(loop);
        starts.values().retainAll(loop);
        steps.clear();
        for (Block block : blocks) {
            block.steps.forEach(step -> steps.put(step.insn().address, step));
        }
    }

    /** Whether a block's end leads to the entry, or to one of these blocks. */
    private boolean leadsTo(Block block, Set<Block> these) {
        Step last = block.last();
        List<Integer> places = new ArrayList<>();
        switch (last.flow()) {
            case JUMP, CHOICE -> places.add(last.insn().imm);
            case TABLE -> {
                for (int target : targets(last.insn())) {
                    places.add(target);
                }
            }
            default -> {}
        }
        if (last.conditional()
                || last.flow() == Step.Flow.NEXT
                || last.flow() == Step.Flow.CHOICE
                || last.flow() == Step.Flow.CALL
                || last.flow() == Step.Flow.CALL_ANYWHERE) {
            places.add(block.next());
        }
        return places.stream().map(this::at).anyMatch(to -> to != null && (to.start == entry || these.contains(to)));
    }

    private void connect() {
        for (Block block : blocks) {
            Step last = block.last();
            switch (last.flow()) {
                case JUMP, CHOICE -> edge(block, last.insn().imm);
                case TABLE -> {
                    for (int target : targets(last.insn())) {
                        edge(block, target);
                    }
                }
                default -> {}
            }
            boolean falls = switch (last.flow()) {
                case NEXT, CHOICE -> true;
                default -> last.conditional();
            };
            if (falls) {
                edge(block, block.next());
            } else if (last.flow() == Step.Flow.CALL || last.flow() == Step.Flow.CALL_ANYWHERE) {
                Block behind = at(block.next());
                if (behind != null) {
                    behind.entries += 2;
                }
            }
        }
        Block first = first();
        first.entries++;
        markHeads();
        measure();
    }

    Block first() {
        Block first = at(entry);
        if (first == null) {
            throw new IllegalStateException("a region without its entry: 0x" + Integer.toHexString(entry));
        }
        return first;
    }

    private void edge(Block from, int address) {
        Block to = at(address);
        if (to != null) {
            from.successors.add(to);
            to.entries++;
        }
    }

    /** Marks where branches back lead, by a walk in depth without recursion. */
    private void markHeads() {
        Set<Block> done = new HashSet<>();
        for (Block block : blocks) {
            if (!done.contains(block)) {
                walkDepth(block, done);
            }
        }
    }

    private static void walkDepth(Block from, Set<Block> done) {
        Set<Block> onPath = new HashSet<>();
        Deque<Block> path = new ArrayDeque<>();
        Map<Block, Integer> taken = new HashMap<>();
        path.push(from);
        onPath.add(from);
        done.add(from);
        while (!path.isEmpty()) {
            Block block = path.element();
            int next = taken.getOrDefault(block, 0);
            if (next == block.successors.size()) {
                path.pop();
                onPath.remove(block);
                continue;
            }
            taken.put(block, next + 1);
            Block successor = block.successors.get(next);
            if (onPath.contains(successor)) {
                successor.head = true;
            } else if (done.add(successor)) {
                path.push(successor);
                onPath.add(successor);
            }
        }
    }

    private void measure() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = blocks.size() - 1; i >= 0; i--) {
                Block block = blocks.get(i);
                int longest = 0;
                for (Block successor : block.successors) {
                    longest = successor.head ? longest : Math.max(longest, successor.longest);
                }
                longest += block.steps.size();
                changed |= longest != block.longest;
                block.longest = longest;
            }
        }
    }

    /** Whether the region depends on any of these bytes. */
    boolean covers(int address, int size) {
        Map.Entry<Integer, Step> before = steps.lowerEntry(address + size);
        if (before != null && before.getValue().next() > address) {
            return true;
        }
        for (int[] range : data) {
            if (range[0] < address + size && address < range[0] + range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Constants were taken from here. */
    void dependsOn(int address, int size) {
        data.add(new int[] {address, size});
    }
}
