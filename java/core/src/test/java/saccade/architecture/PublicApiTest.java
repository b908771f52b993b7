package saccade.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import saccade.engine.Backend;

/**
 * The public API is the one that {@code api.txt} records, so that no change of it goes unseen.
 * Backends are left out: users find them by name.
 */
class PublicApiTest {
  private static final Path RECORD = Path.of("api.txt");
  private static final String BACKENDS = "saccade.engine.";

  private static List<String> found() throws URISyntaxException {
    return PublicApi.of(
        Path.of(Backend.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
        name -> !name.startsWith(BACKENDS));
  }

  @Test
  void thePublicApiIsTheRecordedOne() throws IOException, URISyntaxException {
    List<String> found = found();
    if (Boolean.getBoolean("saccade.api.update")) {
      Files.write(RECORD, found);
    }
    List<String> recorded = Files.readAllLines(RECORD);
    if (!found.equals(recorded)) {
      fail(complaint(recorded, found));
    }
  }

  private static String complaint(List<String> recorded, List<String> found) {
    StringBuilder text = new StringBuilder("the public API is not the one in java/core/api.txt:\n");
    recorded.stream().filter(line -> !found.contains(line)).forEach(line -> add(text, "- ", line));
    found.stream().filter(line -> !recorded.contains(line)).forEach(line -> add(text, "+ ", line));
    return text.append("If that is meant, run ci/api and commit api.txt with the change.")
        .toString();
  }

  private static void add(StringBuilder text, String sign, String line) {
    text.append(sign).append(line).append('\n');
  }

  @Test
  void aChangeIsNamedLineByLine() {
    assertEquals(
        """
        the public API is not the one in java/core/api.txt:
        - a.A: int gone()
        + a.A: long came()
        If that is meant, run ci/api and commit api.txt with the change.""",
        complaint(
            List.of("a.A: class", "a.A: int gone()"), List.of("a.A: class", "a.A: long came()")));
  }

  @Test
  void everyKindOfMemberIsRecorded() {
    Stream<Class<?>> types =
        Stream.concat(
            Stream.of(ApiSample.Box.Lid.class), Stream.of(ApiSample.class.getDeclaredClasses()));
    String sample =
        """
        Box: abstract static class<T extends Comparable<T>> implements Runnable
        Box: protected @Nullable T content
        Box: static final String NAME = box
        Box: static final int INHERITED = 1
        Box: static final java.util.List<String> NAMES
        Box: protected Box(int @Nullable [], byte[][])
        Box: String overridden()
        Box: protected abstract <E extends Exception> java.util.Map<String, ? extends T>\
         find(java.util.List<? super @Nullable T>, java.util.Map.Entry<?, T>, String...)\
         throws E, java.io.IOException
        Box: void inherited()
        Box.Lid: class
        Box.Lid: Lid(saccade.architecture.ApiSample.Box)
        Choice: enum
        Choice: constant 0 FIRST
        Choice: constant 1 SECOND
        Choice: int cost()
        Pair: record(@Nullable String left, java.util.List<String> right)
        Pair: Pair(String)
        Pair: int size()
        Round: record(int size) implements saccade.architecture.ApiSample.Shape
        Shape: sealed interface permits saccade.architecture.ApiSample.Round
        Shape: abstract int size()
        Shape: default int twice()""";
    assertEquals(
        sample.replaceAll("(?m)^", ApiSample.class.getName() + "."),
        String.join("\n", PublicApi.of(types)));
  }

  @Test
  void theRecordIsThatOfTheLibraryWithoutItsBackends() throws URISyntaxException {
    List<String> found = found();
    for (String type : List.of("engine.Session", "model.Network", "verify.Verification.Row")) {
      assertTrue(found.stream().anyMatch(line -> line.startsWith("saccade." + type + ": ")), type);
    }
    assertTrue(found.stream().noneMatch(line -> line.startsWith(BACKENDS + "scalar.")));
  }
}
