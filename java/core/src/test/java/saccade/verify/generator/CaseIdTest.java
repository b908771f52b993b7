package saccade.verify.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;

/** An id is a case: it reads back, and gives the same case wherever it is read. */
class CaseIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "17",
        "-3:calls=0",
        "17:layers=2,width=3,side=4,calls=9,without=GROUPS+TABLES,drop=3+5-7,mode=EXACT",
        "9:only=SESSIONS+BATCHES,mode=FLOAT32",
        "9:only=NOTHING"
      })
  void theTextReadsBack(String text) {
    assertEquals(text, CaseId.parse(text).toString());
    assertEquals(CaseId.parse(text), CaseId.parse(CaseId.parse(text).toString()));
  }

  @Test
  void whatIsWrittenIsWhatWasChanged() {
    CaseId id =
        CaseId.of(5)
            .within(new CaseId.Limits(2, 24, 9, 8))
            .without(EnumSet.of(Feature.GROUPS))
            .dropping(List.of(2, 3, 4, 6, 30))
            .in(Mode.EXACT);
    assertEquals("5:layers=2,calls=8,without=GROUPS,drop=2-4+6,mode=EXACT", id.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "x, 'x'",
    "1:layers=0, layers=0",
    "1:layers=6, layers=6",
    "1:calls=many, 'many'",
    "1:without=CLOUDS, 'CLOUDS'",
    "1:depth=2, 'depth'",
    "1:mode=INT8, 'INT8'",
    "1:nothing, 'nothing'"
  })
  void whatIsNotUnderstoodIsNamed(String text, String named) {
    var error = assertThrows(IllegalArgumentException.class, () -> CaseId.parse(text));
    String wanted = named.replace("'", "");
    assertTrue(error.getMessage().contains(wanted), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void theSameIdIsTheSameCase(long seed) {
    GeneratedCase one = new GeneratedCase(CaseId.of(seed));
    GeneratedCase two = new GeneratedCase(CaseId.parse("" + seed));
    assertArrayEquals(digest(one.network()), digest(two.network()));
    assertEquals(one.options(), two.options());
    assertEquals(one.thresholds(3), two.thresholds(3));
    assertEquals(one.calibration(), two.calibration());
    for (int call = 0; call < 40; call++) {
      assertArrayEquals(one.frame(call), two.frame(call));
    }
  }

  /** Fewer calls leave network and frames alone, and so does the mode. */
  @Test
  void aTighterLimitLeavesTheRestAsItIs() {
    for (long seed = 0; seed < 20; seed++) {
      CaseId id = CaseId.of(seed);
      GeneratedCase one = new GeneratedCase(id);
      GeneratedCase two =
          new GeneratedCase(
              id.within(id.limits().with("calls", 7)).dropping(List.of(1, 2)).in(Mode.EXACT));
      assertArrayEquals(digest(one.network()), digest(two.network()));
      assertEquals(one.thresholds(5), two.thresholds(5));
      for (int call = 0; call < 7; call++) {
        assertArrayEquals(one.frame(call), two.frame(call));
      }
      assertNotEquals(0, one.frame(0).length);
    }
  }

  private static byte[] digest(Network network) {
    return new ScalarBackend().plan(network, PlanOptions.DEFAULT).info().digest().bytes();
  }
}
