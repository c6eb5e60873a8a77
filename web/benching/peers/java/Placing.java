import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;
import java.util.List;

/** Several slots change at once. */
public class Placing extends AbstractMove<Plan> {
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
