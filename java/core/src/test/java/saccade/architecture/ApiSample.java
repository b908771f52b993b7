package saccade.architecture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of each kind of type and member, for {@link PublicApiTest}; nothing here is ever called. */
public final class ApiSample {
  private ApiSample() {}

  /** Cannot be named by users, but what it declares can be called on {@link Box}. */
  abstract static class Hidden {
    public static final int INHERITED = 1;

    public void inherited() {}

    public abstract Object overridden();

    void packagePrivate() {}
  }

  /** A class. */
  public abstract static class Box<T extends Comparable<T>> extends Hidden implements Runnable {
    public static final String NAME = "box";
    public static final List<String> NAMES = List.of();
    protected @Nullable T content;
    int secret;

    protected Box(int @Nullable [] sizes, byte[][] bytes) {}

    Box() {}

    @Override
    public String overridden() {
      return "";
    }

    protected abstract <E extends Exception> Map<String, ? extends T> find(
        List<? super @Nullable T> among, Map.Entry<?, T> entry, String... names)
        throws E, IOException;

    @Override
    public String toString() {
      return "";
    }

    void packagePrivate(Runnable task) {}

    /** An inner class is made from its outer one. */
    public class Lid {}
  }

  /** An enum of which one constant has a body. */
  public enum Choice {
    FIRST,
    SECOND {
      @Override
      public int cost() {
        return 2;
      }
    };

    public int cost() {
      return 1;
    }
  }

  /** A record. */
  public record Pair(@Nullable String left, List<String> right) {
    public Pair {
      right = List.copyOf(right);
    }

    public Pair(String both) {
      this(both, List.of(both));
    }

    public int size() {
      return right.size();
    }
  }

  /** A sealed type. */
  public sealed interface Shape permits Round, Hole {
    int size();

    default int twice() {
      return half() * 4;
    }

    private int half() {
      return size() / 2;
    }
  }

  /** A shape that users can name. */
  public record Round(int size) implements Shape {}

  private record Hole(int size) implements Shape {}
}
