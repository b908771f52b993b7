package saccade.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Fill;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Network;

class ParseTest {
  private static final Network TWO_LAYERS =
      new Network(
          "two",
          new ImageStack(1, 1, 1),
          List.of(new Flatten("flatten"), identity("first"), identity("second")));

  private static Dense identity(String name) {
    CsrWeights one = CsrWeights.fromDense(1, 1, new float[] {1});
    return new Dense(name, one, new Bias(0), Activation.NONE);
  }

  @ParameterizedTest
  @CsvSource({"zeros, ZEROS", "ZEROS, ZEROS", "Repeat, REPEAT"})
  void aConstantIsFoundWhateverItsCase(String text, Fill expected) {
    assertEquals(expected, Parse.oneOf("--fill", text, Fill.class));
  }

  @Test
  void anUnknownConstantIsNamedWithTheKnownOnes() {
    assertEquals(
        "--fill 'ones' is unknown; give zeros or repeat",
        refused(() -> Parse.oneOf("--fill", "ones", Fill.class)));
  }

  @Test
  void blanksAroundTheListsPartsAreDropped() {
    assertEquals(List.of("a", "b c", ""), Parse.list(" a;b c ;", ";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0          | 0.0,0.0",
        "-0         | 0.0,0.0",
        "0.5        | 0.5,0.5",
        "1, 2       | 1.0,2.0",
        "1,2,3      | 1.0,2.0,3.0",
        "3e38       | 3.0E38,3.0E38",
        "3.4028235e38 | 3.4028235E38,3.4028235E38",
        "1e-50      | 0.0,0.0",
      })
  void thresholdsAreOneForAllOrOnePerLayer(String text, String expected) {
    assertEquals(expected, Parse.thresholds(text, TWO_LAYERS).toString());
  }

  @Test
  void anInputOfNumbersMayHaveOneThresholdPerElement() {
    CsrWeights weights = CsrWeights.fromDense(1, 3, new float[] {1, 1, 1});
    Dense only = new Dense("only", weights, new Bias(0), Activation.NONE);
    Network three = new Network("three", FloatStack.vector(3), List.of(only, identity("second")));
    assertEquals("1.0/0.5/2.0,4.0", Parse.thresholds("1/ 0.5/2, 4", three).toString());
    assertEquals(2, Parse.thresholds("1/0.5/2,4", three).at(0));
    assertEquals(0.5f, Parse.thresholds("1/0.5/2,4", three).input(1));
    for (String text : List.of("1/2,3", "1/2/3", "1/2/3/4,5")) {
      assertTrue(refused(() -> Parse.thresholds(text, three)).contains("thresholds were given"));
    }
    assertTrue(refused(() -> Parse.thresholds("1,2/3/4", three)).startsWith("threshold '2/3/4' "));
    assertTrue(refused(() -> Parse.thresholds("1/1,1", TWO_LAYERS)).contains("image stack"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "3.5e38", "3e39", "abc", "", "0x", "1;2"})
  void aThresholdThatIsNoFiniteNumberIsNamed(String text) {
    String message = refused(() -> Parse.thresholds(text, TWO_LAYERS));
    assertTrue(message.startsWith("threshold '" + text + "' is not a "), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1e-30", "0,-2"})
  void aNegativeThresholdIsRefused(String text) {
    assertTrue(refused(() -> Parse.thresholds(text, TWO_LAYERS)).contains("threshold -"));
  }

  @Test
  void tooManyThresholdsAreRefused() {
    String message = refused(() -> Parse.thresholds("1,2,3,4", TWO_LAYERS));
    assertTrue(message.startsWith("4 thresholds were given for network two"), message);
  }

  private static String refused(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
