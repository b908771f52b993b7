package saccade.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.verify.Verification;

/** The report for people. */
class ProofReportTest {
  private static final ProofReport.Row EXACT =
      new ProofReport.Row(
          "table4", "scalar", "EXACT", "0.0,0.2185", 0.125, 0, 0.25, true, false, 0.5, null);
  private static final ProofReport.Row FLOAT32 =
      new ProofReport.Row(
          "table4", "scalar", "FLOAT32", "0.0,0.2185", 0.125, 0, null, null, null, 1, null);

  private static String text(boolean ok, String onnxruntime, ProofReport.Failure... failures) {
    return new ProofReport(
            ok,
            "table4",
            20,
            "game breakout",
            onnxruntime,
            List.of(EXACT, FLOAT32),
            List.of(failures))
        .toText();
  }

  @Test
  void aRowShowsItsErrorsAndWhetherBitsAndCountsHold() {
    List<String> lines = text(true, null).lines().toList();
    assertEquals(
        List.of(
            "table4",
            "scalar",
            "EXACT",
            "0.0,0.2185",
            "1.25e-01",
            "0.00e+00",
            "2.50e-01",
            "yes",
            "NO",
            "50.0%"),
        List.of(lines.get(1).split(" +")));
    assertEquals(
        List.of(
            "table4",
            "scalar",
            "FLOAT32",
            "0.0,0.2185",
            "1.25e-01",
            "0.00e+00",
            "-",
            "-",
            "-",
            "100.0%"),
        List.of(lines.get(2).split(" +")));
    assertEquals("Frames: game breakout", lines.get(3));
    assertEquals("Every check held in all 2 rows of 20 steps.", lines.get(4));
  }

  @Test
  void aFailureIsFollowedByTheCommandThatShowsItAgain() {
    String text = text(false, null, new ProofReport.Failure("EXACT: y is off", "saccade verify"));
    assertTrue(text.contains("FAILED: EXACT: y is off\n  again: saccade verify\n"), text);
    assertTrue(text.endsWith("Not everything held.\n"), text);
  }

  @Test
  void aRowBesideAPeerSaysHowFarTheyAreApart() {
    ProofReport.Row beside =
        new ProofReport.Row(
            "table4",
            "vector",
            "FLOAT32",
            "0.5",
            0.125,
            0,
            null,
            null,
            null,
            1,
            new Verification.Peer("scalar", 0.984, 2e-7, 0.25));
    String text =
        new ProofReport(true, "table4", 20, "a walk", null, List.of(FLOAT32, beside), List.of())
            .toText();
    assertEquals(
        "table4, vector beside scalar at 0.5: O at most 2.00e-07 apart in 98.4% of layers, y of"
            + " whole runs 2.50e-01",
        text.lines().toList().get(3));
    assertEquals(1, text.lines().filter(line -> line.contains("beside")).count());
  }

  @Test
  void anAbsentOnnxRuntimeIsNamed() {
    assertTrue(text(true, "it was not fetched").contains("took no part: it was not fetched\n"));
    assertFalse(text(true, null).contains("took no part"));
  }

  @Test
  void theColumnsOfTheNetworksOwnThresholdsLineUp() {
    ProofReport.Row wide =
        new ProofReport.Row(
            "table4",
            "scalar",
            "FLOAT32",
            "0.0,0.2185,0.0645,0.0464,0.0459,0.001",
            0.125,
            0,
            null,
            null,
            null,
            1,
            null);
    List<String> lines =
        new ProofReport(true, "table4", 20, "a walk", null, List.of(FLOAT32, wide), List.of())
            .toText()
            .lines()
            .toList();
    assertEquals(lines.get(0).length(), lines.get(1).length());
    assertEquals(lines.get(1).length(), lines.get(2).length());
  }
}
