package saccade.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Looks up backends on the class path. */
public final class Backends {
  private Backends() {}

  /** Every backend that is installed, usable or not. */
  public static List<Backend> all() {
    List<Backend> found = new ArrayList<>();
    ServiceLoader.load(Backend.class).forEach(found::add);
    return List.copyOf(found);
  }

  /**
   * The backend of that name; never another one in its place.
   *
   * @throws IllegalArgumentException if no such backend is installed
   * @throws IllegalStateException if it cannot run here, with the reason
   */
  public static Backend named(String name) {
    List<Backend> all = all();
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
            + String.join(", ", all.stream().map(Backend::name).toList()));
  }
}
