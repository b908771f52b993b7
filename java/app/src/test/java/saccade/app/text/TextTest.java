package saccade.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/tmp/a-b_c.onnx | /tmp/a-b_c.onnx",
        "0.1/2,3E-5 | 0.1/2,3E-5",
        "my model.onnx | 'my model.onnx'",
        "it's.onnx | 'it'\\''s.onnx'",
        "$HOME | '$HOME'",
        "a;b | 'a;b'",
        "\"\" | ''",
      })
  void aShellReadsBackTheWord(String word, String quoted) {
    assertEquals(quoted, Quote.shell(word));
  }

  @Test
  void onlyLongTextsAreShortened() {
    assertEquals("12345678", Shortened.text("12345678", 8));
    assertEquals("123...89", Shortened.text("123456789", 8));
    assertEquals("12...89", Shortened.text("123456789", 7));
  }
}
