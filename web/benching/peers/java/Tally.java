import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;

/** What the placed options use up and bring. */
public class Tally implements IncrementalScoreCalculator<Plan, HardSoftLongScore> {
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
