package saccade.app.train;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns SIGTERM and SIGINT into a request, so that a run can save its checkpoint and end by itself;
 * a second one ends the process at once. No shutdown hook: those of native libraries would run
 * beside it and take away what the run still uses.
 *
 * <p>{@code sun.misc.Signal} is the JDK's only way to a signal, and is called by reflection because
 * the compiler warns of it in a way that cannot be silenced. Where it is missing nothing is caught.
 */
public final class Interruption implements AutoCloseable {
  private static final int SIGNALLED = 128;
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

  private final Map<Object, Object> before = new LinkedHashMap<>();
  private volatile int received;

  /** Listens from now on. */
  public Interruption() {
    NUMBERS.keySet().forEach(this::listen);
  }

  private void listen(String name) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      Object request =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(method, NUMBERS.getOrDefault(name, 0)));
      before.put(signal, handle(signal, request));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // this JVM or system has no such signal: the process then ends as any other
    }
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), type)
        .invoke(null, signal, handler);
  }

  private @Nullable Object answer(Method method, int number) {
    if (method.getName().equals("handle")) {
      if (received != 0) {
        Runtime.getRuntime().halt(SIGNALLED + number);
      }
      received = number;
    }
    return null;
  }

  /** Whether the run is asked to save and stop. */
  public boolean isRequested() {
    return received != 0;
  }

  /**
   * Says where the run can be taken up again; gives the exit code of a process ended by a signal.
   */
  public int saved(Path folder) {
    System.err.println(
        "saccade: stopped and saved; go on with the same flags, --resume and --out " + folder);
    return SIGNALLED + received;
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    before.forEach(
        (signal, handler) -> {
          try {
            handle(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    before.clear();
  }
}
