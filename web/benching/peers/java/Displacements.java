import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Take a place; whoever is in the way leaves and looks again. */
public class Displacements implements MoveIteratorFactory<Plan, Placing> {
  static final int MOST_LEAVING = 4;
  static final int LOOKS = 30;

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
