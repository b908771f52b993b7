package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
  private static final String HEADER =
      "frames,episodes,updates,seconds,mean_return_last_100_episodes,loss,epsilon,steps_per_second\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("curve.csv");
  }

  private static CurvePoint point(long frames) {
    return new CurvePoint(frames, frames / 100, frames / 4, 1.5, 0.25, 0.0125, 0.9, 1234.5);
  }

  private void write(long... frames) throws IOException {
    try (LearningCurve curve = LearningCurve.open(file)) {
      for (long frame : frames) {
        curve.append(point(frame));
      }
    }
  }

  private List<Long> rows() throws IOException {
    try (LearningCurve curve = LearningCurve.open(file)) {
      return curve.points().stream().map(CurvePoint::frames).toList();
    }
  }

  @Test
  void rowsAreText() throws IOException {
    write(1000, 2000);
    assertEquals(
        HEADER
            + "1000,10,250,1.500,0.2500,0.0125000,0.900000,1234.5\n"
            + "2000,20,500,1.500,0.2500,0.0125000,0.900000,1234.5\n",
        Files.readString(file));
    write(3000);
    assertEquals(List.of(1000L, 2000L, 3000L), rows());
  }

  @Test
  void whatIsNotKnownIsEmpty() throws IOException {
    try (LearningCurve curve = LearningCurve.open(file)) {
      curve.append(new CurvePoint(1, 0, 0, 0.1, Double.NaN, Double.NaN, 1, 10));
    }
    assertEquals(HEADER + "1,0,0,0.100,,,1.000000,10.0\n", Files.readString(file));
    try (LearningCurve curve = LearningCurve.open(file)) {
      assertTrue(Double.isNaN(curve.points().get(0).loss()));
      assertEquals(0.1, curve.points().get(0).seconds());
    }
  }

  /** Wherever the file ends, complete lines stay, and only they. */
  @Test
  void killedAtAnyByte() throws IOException {
    write(1000, 2000);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      String text = Files.readString(file);
      int lines = (int) text.chars().filter(c -> c == '\n').count();
      write(5000);
      List<Long> expected = List.of(1000L, 2000L).subList(0, Math.max(0, lines - 1));
      assertEquals(expected.size() + 1, rows().size(), "length " + length);
      assertEquals(expected, rows().subList(0, expected.size()));
      assertTrue(Files.readString(file).startsWith(HEADER));
    }
  }

  @Test
  void cutBackToACheckpoint() throws IOException {
    for (long limit : new long[] {0, 999, 1000, 1001, 2000, 3000, 9999}) {
      Files.deleteIfExists(file);
      write(1000, 2000, 3000);
      try (LearningCurve curve = LearningCurve.open(file)) {
        curve.cutBack(limit);
        assertEquals(Math.min(3, limit / 1000), curve.points().size());
        curve.append(point(limit + 1));
      }
      List<Long> rows = rows();
      assertEquals(Math.min(3, limit / 1000) + 1, rows.size());
      assertEquals(limit + 1, rows.get(rows.size() - 1));
    }
  }

  @Test
  void framesOnlyGrow() throws IOException {
    write(1000);
    try (LearningCurve curve = LearningCurve.open(file)) {
      assertThrows(IllegalArgumentException.class, () -> curve.append(point(1000)));
    }
    assertEquals(List.of(1000L), rows());
  }

  @Test
  void foreignAndBrokenFilesAreRefusedAndStay() throws IOException {
    for (String text :
        List.of(
            "time,money\n1,2\n",
            "x",
            HEADER + "1,2\n",
            HEADER + "1,2,3,4,5,6,7,eight\n",
            HEADER + "2,0,0,0,0,0,0,0\n1,0,0,0,0,0,0,0\n",
            HEADER + "\n")) {
      Files.writeString(file, text);
      String message =
          assertThrows(StorageException.class, () -> LearningCurve.open(file)).getMessage();
      assertTrue(message.contains("move"), message);
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void fullDiskIsOneSentence() {
    Path lost = folder.resolve("lost").resolve("curve.csv");
    String message =
        assertThrows(StorageException.class, () -> LearningCurve.open(lost)).getMessage();
    assertTrue(message.contains("cannot be written"), message);
  }

  private String drawn(CurveLabels labels) throws Exception {
    Path svg = folder.resolve("curve.svg");
    try (LearningCurve curve = LearningCurve.open(file)) {
      curve.draw(svg, labels);
    }
    var factory = DocumentBuilderFactory.newInstance();
    assertEquals(
        "svg", factory.newDocumentBuilder().parse(svg.toFile()).getDocumentElement().getTagName());
    return Files.readString(svg);
  }

  @Test
  void pictureIsXmlWhateverTheWords() throws Exception {
    write(1000, 2000, 3000);
    String svg =
        drawn(
            new CurveLabels(
                "a < b & \"c\" ]]>\u0000\u0007",
                "ä \uD83D\uDE00 \uD800",
                OptionalDouble.of(0.5),
                OptionalDouble.of(2)));
    assertTrue(svg.contains("a &lt; b &amp; \"c\" ]]&gt;"), svg);
    assertTrue(svg.contains("random 0.50") && svg.contains("threshold 2.00"), svg);
    assertTrue(svg.contains("<polyline"), svg);
  }

  @Test
  void pictureOfNothingYet() throws Exception {
    String svg =
        drawn(new CurveLabels("Title", "", OptionalDouble.empty(), OptionalDouble.empty()));
    assertTrue(svg.contains("no episode is over yet"), svg);
    assertFalse(svg.contains("NaN") || svg.contains("random"), svg);
  }

  @Test
  void pictureOfVeryManyRowsStaysSmall() throws Exception {
    long[] frames = new long[20_000];
    Arrays.setAll(frames, i -> 500L * (i + 1));
    write(frames);
    String svg =
        drawn(new CurveLabels("Title", "", OptionalDouble.empty(), OptionalDouble.empty()));
    assertTrue(svg.length() < 100_000, svg.length() + " characters");
    assertTrue(svg.contains("10M"), svg);
  }

  @Test
  void ticksAreRoundAndReachAround() {
    for (double most : new double[] {1e-3, 0.3, 1, 1.9, 7, 42, 999, 123_456, 1e7, 3e9}) {
      for (double least : new double[] {0, -most / 3, most / 2, most}) {
        Ticks ticks = Ticks.around(least, most, 7);
        int count = ticks.values().size();
        assertTrue(ticks.low() <= least && ticks.high() >= most, ticks.toString());
        assertTrue(count >= 2 && count <= 9, ticks.toString());
      }
    }
    assertEquals(List.of(0.0, 2.0, 4.0, 6.0), Ticks.around(0, 5.5, 4).values());
    assertEquals("0.3", Ticks.plain(3 * 0.1));
    assertEquals("250k", Ticks.counted(250_000));
    assertEquals("1.5M", Ticks.counted(1_500_000));
    assertEquals("4000", Ticks.counted(4000));
  }
}
