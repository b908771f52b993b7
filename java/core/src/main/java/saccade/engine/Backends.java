package saccade.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Looks up backends on the class path. */
public final class Backends {
  private static final int MOST_UNREADABLE = 100;

  private Backends() {}

  /**
   * Every backend that is installed, usable or not; one that this Java cannot even load, because it
   * is made for a newer one, is left out.
   */
  public static List<Backend> all() {
    return load(new ArrayList<>());
  }

  private static List<Backend> load(List<String> unreadable) {
    List<Backend> found = new ArrayList<>();
    Iterator<Backend> providers = ServiceLoader.load(Backend.class).iterator();
    boolean more = true;
    while (more) {
      try {
        more = providers.hasNext();
        if (more) {
          found.add(providers.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        unreadable.add(e.getMessage());
        more = unreadable.size() < MOST_UNREADABLE;
      }
    }
    return List.copyOf(found);
  }

  /**
   * The backend of that name; never another one in its place.
   *
   * @throws IllegalArgumentException if no such backend is installed
   * @throws IllegalStateException if it cannot run here, with the reason
   */
  public static Backend named(String name) {
    List<String> unreadable = new ArrayList<>();
    List<Backend> all = load(unreadable);
    for (Backend backend : all) {
      if (backend.name().equals(name)) {
        backend
            .whyUnavailable()
            .ifPresent(
                why -> {
                  throw new IllegalStateException("backend " + name + " cannot run here: " + why);
                });
        return backend;
      }
    }
    throw new IllegalArgumentException(
        "backend '"
            + name
            + "' is not installed; choose one of "
            + String.join(", ", all.stream().map(Backend::name).toList())
            + (unreadable.isEmpty()
                ? ""
                : "; this Java cannot load another: " + String.join("; ", unreadable)));
  }
}
