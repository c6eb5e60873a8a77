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
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * A town for Timefold: every item has as many slots as it may have options, and each slot takes one of them or none.
 *
 * <p>{@code java -cp CLASSES:JARS Timefold FILE MILLISECONDS SEED} writes a line of JSON for each better plan; its time
 * counts from when Java starts. The score is kept incrementally; a move takes a place, and whoever is in the way leaves
 * and looks again.
 */
public class Timefold {
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
}
