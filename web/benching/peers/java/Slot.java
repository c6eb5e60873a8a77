import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** Room for one option of an item. */
@PlanningEntity
public class Slot {
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
