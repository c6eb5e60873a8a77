import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What does not change: options and what they use, rows, checks and measures, as arrays in the file's order. */
public class Town {
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

  /** An eighth of the mean points of what is placed at first: what a move may lose in the beginning. */
  long warmth() {
    double mean = Arrays.stream(start).filter(j -> j >= 0).mapToLong(j -> points[j]).average().orElse(1);
    return Math.max(1, (long) (mean / 8));
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
