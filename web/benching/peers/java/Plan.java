import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.ArrayList;
import java.util.List;

/** All the slots, and what they bring. */
@PlanningSolution
public class Plan {
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
