package saccade.environments.minatar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives out recorded choices, and insists that they are asked for in their order and kind. */
public final class RecordedChance implements Chance {
  private final Deque<String> draws = new ArrayDeque<>();

  /** Takes "u0.25,i5:3" or "-". */
  public void load(String recorded) {
    if (!recorded.equals("-")) {
      draws.addAll(List.of(recorded.split(",")));
    }
  }

  public int left() {
    return draws.size();
  }

  @Override
  public double uniform() {
    return Double.parseDouble(next("u"));
  }

  @Override
  public int below(int bound) {
    return Integer.parseInt(next("i" + bound + ":"));
  }

  private String next(String kind) {
    String draw = draws.poll();
    if (draw == null || !draw.startsWith(kind)) {
      throw new AssertionError("asked for " + kind + ", recorded is " + draw);
    }
    return draw.substring(kind.length());
  }
}
