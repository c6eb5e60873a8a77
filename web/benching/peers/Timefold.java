import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;
import ai.timefold.solver.core.impl.heuristic.move.Move;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * A town for Timefold: every item has as many slots as it may have options, and each slot takes one of them or none.
 *
 * <p>{@code java -cp JARS Timefold.java FILE MILLISECONDS SEED} writes a line of JSON for each better plan; its time
 * counts from when Java starts. The score is kept incrementally; a move takes a place, and whoever is in the way leaves
 * and looks again.
 */
public class Timefold {
  static final int MOST_LEAVING = 4;
  static final int LOOKS = 30;
  static final long PAUSE_MILLIS = 100;
  /** Annealing is at its best at its very end: that has to be told before the time is over. */
  static final long KEPT_MILLIS = 300;

  public static void main(String[] arguments) throws Exception {
    PrintStream voice = System.out;
    System.setOut(System.err);
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.WARN);
    Town town = new Town(Path.of(arguments[0]));
    Plan plan = new Plan(town);
    long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    long left = Long.parseLong(arguments[1]) - (System.currentTimeMillis() - begun) - KEPT_MILLIS;
    SolverConfig config = configured(town, Math.max(1, left), Long.parseLong(arguments[2]));
    Solver<Plan> solver = SolverFactory.<Plan>create(config).buildSolver();
    long[] next = {0};
    solver.addEventListener(
        event -> {
          if (event.getNewBestScore().isFeasible() && System.currentTimeMillis() >= next[0]) {
            voice.println(event.getNewBestSolution().told());
            voice.flush();
            next[0] = System.currentTimeMillis() + PAUSE_MILLIS;
          }
        });
    Plan best = solver.solve(plan);
    if (best.score.isFeasible()) {
      voice.println(best.told());
      voice.flush();
    }
    System.exit(0);
  }

  static SolverConfig configured(Town town, long millis, long seed) {
    LocalSearchAcceptorConfig annealing = new LocalSearchAcceptorConfig();
    annealing.setSimulatedAnnealingStartingTemperature("0hard/" + town.warmth() + "soft");
    LocalSearchPhaseConfig search =
        new LocalSearchPhaseConfig()
            .withMoveSelectorConfig(
                new UnionMoveSelectorConfig()
                    .withMoveSelectors(
                        new MoveIteratorFactoryConfig()
                            .withMoveIteratorFactoryClass(Displacements.class)
                            .withFixedProbabilityWeight(0.7),
                        new ChangeMoveSelectorConfig().withFixedProbabilityWeight(0.3)))
            .withAcceptorConfig(annealing)
            .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
    return new SolverConfig()
        .withSolutionClass(Plan.class)
        .withEntityClasses(Slot.class)
        .withScoreDirectorFactory(
            new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Tally.class))
        .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(millis))
        .withRandomSeed(seed)
        .withPhases(search);
  }

  /** What does not change: options and what they use, rows, checks and measures, as arrays in the file's order. */
  public static class Town {
    final int[] slotItem, start, item;
    final long[] points;
    final int[] rowBegin, row, useBegin, first, last, defineBegin, measure;
    final long[] rowWeight, amount, defineWeight;
    final long[] rowLow, rowHigh, scale, capacity;
    final long[] constant, divisor, low, high, worth;
    final int[] movedBegin, moved, chainBegin, chain;
    final long[] movedWeight, chainWeight;
    final List<List<Integer>> ofItem = new ArrayList<>();

    Town(Path file) throws Exception {
      LongBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
      slotItem = ints(in);
      start = ints(in);
      item = ints(in);
      points = longs(in);
      rowBegin = ints(in);
      row = ints(in);
      rowWeight = longs(in);
      useBegin = ints(in);
      first = ints(in);
      last = ints(in);
      amount = longs(in);
      defineBegin = ints(in);
      measure = ints(in);
      defineWeight = longs(in);
      rowLow = longs(in);
      rowHigh = longs(in);
      scale = longs(in);
      capacity = longs(in);
      constant = longs(in);
      divisor = longs(in);
      low = longs(in);
      high = longs(in);
      worth = longs(in);
      movedBegin = ints(in);
      moved = ints(in);
      movedWeight = longs(in);
      chainBegin = ints(in);
      chain = ints(in);
      chainWeight = longs(in);
      for (int n : slotItem) {
        while (ofItem.size() <= n) {
          ofItem.add(new ArrayList<>());
        }
      }
      for (int option = 0; option < item.length; option++) {
        ofItem.get(item[option]).add(option);
      }
    }

    /** Half the mean points of what is placed at first: what one exchange may lose in the beginning. */
    long warmth() {
      return Math.max(1, (long) Arrays.stream(start).filter(j -> j >= 0).mapToLong(j -> points[j]).average().orElse(100) / 2);
    }

    static long[] longs(LongBuffer in) {
      long[] values = new long[(int) in.get()];
      in.get(values);
      return values;
    }

    static int[] ints(LongBuffer in) {
      return Arrays.stream(longs(in)).mapToInt(Math::toIntExact).toArray();
    }
  }

  @PlanningEntity
  public static class Slot {
    @PlanningId public Integer id;
    public List<Integer> options;

    @PlanningVariable(allowsUnassigned = true)
    public Integer option;

    public Slot() {}

    Slot(int id, List<Integer> options, Integer option) {
      this.id = id;
      this.options = options;
      this.option = option;
    }

    @ValueRangeProvider
    public List<Integer> getOptions() {
      return options;
    }
  }

  @PlanningSolution
  public static class Plan {
    public Town town;
    public Tally tally;
    @PlanningEntityCollectionProperty public List<Slot> slots = new ArrayList<>();
    @PlanningScore public HardSoftLongScore score;

    public Plan() {}

    Plan(Town town) {
      this.town = town;
      for (int n = 0; n < town.slotItem.length; n++) {
        slots.add(new Slot(n, town.ofItem.get(town.slotItem[n]), town.start[n] < 0 ? null : town.start[n]));
      }
    }

    String told() {
      List<Integer> chosen = new ArrayList<>();
      for (Slot slot : slots) {
        if (slot.option != null) {
          chosen.add(slot.option);
        }
      }
      return "{\"chosen\": " + chosen + "}";
    }
  }

  /** What the placed options use up and bring. */
  public static class Tally implements IncrementalScoreCalculator<Plan, HardSoftLongScore> {
    Town town;
    long[] used, load, total, value;
    int[] times;
    long broken, brings;

    @Override
    public void resetWorkingSolution(Plan plan) {
      town = plan.town;
      plan.tally = this;
      used = new long[town.rowLow.length];
      load = new long[town.capacity.length];
      total = new long[town.constant.length];
      value = new long[total.length];
      times = new int[town.item.length];
      broken = brings = 0;
      for (int r = 0; r < used.length; r++) {
        broken += excess(r);
      }
      for (int k = 0; k < total.length; k++) {
        shift(k, of(k) - value[k]);
      }
      for (Slot slot : plan.slots) {
        apply(slot.option, 1);
      }
    }

    @Override
    public void beforeVariableChanged(Object slot, String name) {
      apply(((Slot) slot).option, -1);
    }

    @Override
    public void afterVariableChanged(Object slot, String name) {
      apply(((Slot) slot).option, 1);
    }

    @Override
    public void beforeEntityAdded(Object slot) {}

    @Override
    public void afterEntityAdded(Object slot) {}

    @Override
    public void beforeEntityRemoved(Object slot) {}

    @Override
    public void afterEntityRemoved(Object slot) {}

    @Override
    public HardSoftLongScore calculateScore() {
      return HardSoftLongScore.of(-broken, brings);
    }

    void apply(Integer chosen, int sign) {
      if (chosen == null) {
        return;
      }
      int j = chosen;
      brings += sign * town.points[j];
      broken -= Math.max(0, times[j] - 1);
      times[j] += sign;
      broken += Math.max(0, times[j] - 1);
      for (int k = town.rowBegin[j]; k < town.rowBegin[j + 1]; k++) {
        use(town.row[k], sign * town.rowWeight[k]);
      }
      for (int k = town.useBegin[j]; k < town.useBegin[j + 1]; k++) {
        for (int c = town.first[k]; c < town.last[k]; c++) {
          broken -= Math.max(0, load[c] - town.capacity[c]);
          load[c] += sign * town.amount[k];
          broken += Math.max(0, load[c] - town.capacity[c]);
        }
      }
      for (int k = town.defineBegin[j]; k < town.defineBegin[j + 1]; k++) {
        add(town.measure[k], sign * town.defineWeight[k]);
      }
    }

    void add(int k, long step) {
      total[k] += step;
      shift(k, of(k) - value[k]);
    }

    long of(int k) {
      long whole = Math.floorDiv(total[k] + town.constant[k], town.divisor[k]);
      return Math.max(town.low[k], Math.min(town.high[k], whole));
    }

    void shift(int k, long step) {
      if (step == 0) {
        return;
      }
      value[k] += step;
      brings += step * town.worth[k];
      for (int e = town.movedBegin[k]; e < town.movedBegin[k + 1]; e++) {
        use(town.moved[e], step * town.movedWeight[e]);
      }
      for (int e = town.chainBegin[k]; e < town.chainBegin[k + 1]; e++) {
        add(town.chain[e], step * town.chainWeight[e]);
      }
    }

    void use(int r, long step) {
      broken -= excess(r);
      used[r] += step;
      broken += excess(r);
    }

    long excess(int r) {
      long over = Math.max(0, Math.max(used[r] - town.rowHigh[r], town.rowLow[r] - used[r]));
      return (over + town.scale[r] - 1) / town.scale[r];
    }

    /** Whether the option shares a row or check that is exceeded. */
    boolean presses(int j) {
      for (int k = town.rowBegin[j]; k < town.rowBegin[j + 1]; k++) {
        if (used[town.row[k]] > town.rowHigh[town.row[k]] && town.rowWeight[k] > 0) {
          return true;
        }
      }
      for (int k = town.useBegin[j]; k < town.useBegin[j + 1]; k++) {
        for (int c = town.first[k]; c < town.last[k]; c++) {
          if (load[c] > town.capacity[c]) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Take a place; whoever is in the way leaves and looks again. */
  public static class Displacements implements MoveIteratorFactory<Plan, Placing> {
    @Override
    public long getSize(ScoreDirector<Plan> director) {
      return director.getWorkingSolution().town.item.length;
    }

    @Override
    public Iterator<Placing> createOriginalMoveIterator(ScoreDirector<Plan> director) {
      throw new UnsupportedOperationException("only random order is used");
    }

    @Override
    public Iterator<Placing> createRandomMoveIterator(ScoreDirector<Plan> director, Random random) {
      Plan plan = director.getWorkingSolution();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return true;
        }

        @Override
        public Placing next() {
          return displaced(plan, random);
        }
      };
    }

    static Placing displaced(Plan plan, Random random) {
      Tally tally = plan.tally;
      Slot slot = plan.slots.get(random.nextInt(plan.slots.size()));
      while (slot.options.isEmpty()) {
        slot = plan.slots.get(random.nextInt(plan.slots.size()));
      }
      Integer wanted = slot.options.get(random.nextInt(slot.options.size()));
      long before = tally.broken;
      List<Slot> slots = new ArrayList<>(List.of(slot));
      List<Integer> options = new ArrayList<>();
      tally.apply(slot.option, -1);
      tally.apply(wanted, 1);
      options.add(wanted);
      if (tally.broken > before) {
        leave(plan, tally, slots, random, before);
      }
      for (int n = 1; n < slots.size(); n++) {
        options.add(elsewhere(tally, slots.get(n), random));
      }
      for (int n = 0; n < slots.size(); n++) {
        tally.apply(options.get(n), -1);
      }
      for (Slot one : slots) {
        tally.apply(one.option, 1);
      }
      return new Placing(slots, options);
    }

    static void leave(Plan plan, Tally tally, List<Slot> slots, Random random, long before) {
      int from = random.nextInt(plan.slots.size());
      for (int n = 0; n < plan.slots.size() && tally.broken > before && slots.size() <= MOST_LEAVING; n++) {
        Slot other = plan.slots.get((from + n) % plan.slots.size());
        if (other.option != null && other != slots.get(0) && tally.presses(other.option)) {
          long held = tally.broken;
          tally.apply(other.option, -1);
          if (tally.broken < held) {
            slots.add(other);
          } else {
            tally.apply(other.option, 1);
          }
        }
      }
    }

    /** The best of some random options that fit as things are; null if none does. It is left applied. */
    static Integer elsewhere(Tally tally, Slot slot, Random random) {
      Integer best = null;
      long held = tally.broken, most = tally.brings;
      for (int look = 0; look < LOOKS; look++) {
        Integer option = slot.options.get(random.nextInt(slot.options.size()));
        tally.apply(option, 1);
        if (tally.broken <= held && tally.brings > most) {
          best = option;
          most = tally.brings;
        }
        tally.apply(option, -1);
      }
      tally.apply(best, 1);
      return best;
    }
  }

  /** Several slots change at once. */
  public static class Placing extends AbstractMove<Plan> {
    final List<Slot> slots;
    final List<Integer> options;

    Placing(List<Slot> slots, List<Integer> options) {
      this.slots = slots;
      this.options = options;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Plan> director) {
      return !options.get(0).equals(slots.get(0).option);
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Plan> director) {
      for (int n = 0; n < slots.size(); n++) {
        director.beforeVariableChanged(slots.get(n), "option");
        slots.get(n).option = options.get(n);
        director.afterVariableChanged(slots.get(n), "option");
      }
    }
  }
}
