package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bytes are written by hand from the protobuf encoding guide. */
class ProtoReaderTest {
  private static byte[] hex(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }

  private static ProtoReader at(String hex) {
    ProtoReader reader = new ProtoReader(hex(hex));
    assertTrue(reader.next());
    return reader;
  }

  private static void assertBroken(int offset, String part, String hex, Consumer<ProtoReader> use) {
    var error =
        assertThrows(
            OnnxFormatException.class,
            () -> {
              ProtoReader reader = new ProtoReader(hex(hex));
              while (reader.next()) {
                use.accept(reader);
              }
            });
    assertTrue(error.getMessage().contains("at byte " + offset + ":"), error.getMessage());
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  @Test
  void integersHaveSevenBitsPerByte() {
    assertEquals(150, at("08 96 01").integer());
    assertEquals(-1, at("08 ff ff ff ff ff ff ff ff ff 01").integer());
    assertEquals(Long.MIN_VALUE, at("08 80 80 80 80 80 80 80 80 80 01").integer());
    assertEquals(16, at("80 01 01").field());
    assertEquals((1 << 29) - 1, at("f8 ff ff ff 0f 01").field());
  }

  @Test
  void textsMessagesAndFloatsAreRead() {
    assertEquals("testing", at("12 07 74 65 73 74 69 6e 67").text());
    assertEquals(-2f, at("0d 00 00 00 c0").float32());
    ProtoReader inner = at("1a 03 08 96 01").message();
    assertTrue(inner.next());
    assertEquals(150, inner.integer());
    assertFalse(inner.next());
  }

  @Test
  void unknownFieldsArePassedOver() {
    ProtoReader reader =
        new ProtoReader(hex("08 96 01 11 01 02 03 04 05 06 07 08 1a 01 ff 25 01 02 03 04 30 07"));
    long last = 0;
    while (reader.next()) {
      if (reader.field() == 6) {
        last = reader.integer();
      } else {
        reader.skip();
      }
    }
    assertEquals(7, last);
  }

  private static Repeated repeated(String hex, int type) {
    ProtoReader reader = new ProtoReader(hex(hex));
    Repeated values = reader.repeatedField();
    while (reader.next()) {
      reader.repeated(values, type);
    }
    return values;
  }

  @Test
  void repeatedValuesMayBePackedOrNot() {
    assertArrayEquals(
        new long[] {1, 150, 2, -1},
        repeated("0a 03 01 96 01 08 02 08 ff ff ff ff ff ff ff ff ff 01", ProtoReader.VARINT)
            .varints());
    assertArrayEquals(
        new float[] {1, -0f, 2},
        repeated("22 08 00 00 80 3f 00 00 00 80 25 00 00 00 40", ProtoReader.FIXED32).floats());
    assertArrayEquals(
        new double[] {1}, repeated("21 00 00 00 00 00 00 f0 3f", ProtoReader.FIXED64).doubles());
    assertArrayEquals(new long[0], repeated("", ProtoReader.VARINT).varints());
  }

  @Test
  void whatIsCutOffNamesItsByte() {
    assertBroken(1, "cut off", "08 96", ProtoReader::integer);
    assertBroken(0, "cut off", "88", ProtoReader::skip);
    assertBroken(1, "claims 5 bytes where 2 are left", "12 05 61 62", ProtoReader::text);
    assertBroken(1, "18446744073709551615", "12 ff ff ff ff ff ff ff ff ff 01", ProtoReader::skip);
    assertBroken(1, "after 2 of its bytes", "0d 00 00", ProtoReader::float32);
    assertBroken(
        3,
        "claims 9 bytes",
        "1a 02 12 09 00",
        r -> {
          ProtoReader inner = r.message();
          assertTrue(inner.next());
          inner.skip();
        });
  }

  @Test
  void whatIsNoProtobufIsRefused() {
    assertBroken(1, "64 bits", "08 80 80 80 80 80 80 80 80 80 02", ProtoReader::integer);
    assertBroken(1, "64 bits", "08 ff ff ff ff ff ff ff ff ff ff 01", ProtoReader::skip);
    assertBroken(0, "group", "0b 0c", ProtoReader::skip);
    assertBroken(0, "wire type 7", "0f", ProtoReader::skip);
    assertBroken(0, "number 0", "00 01", ProtoReader::skip);
    assertBroken(0, "number 536870912", "80 80 80 80 10 01", ProtoReader::skip);
    assertBroken(1, "wire type 2, not 0", "0a 01 00", ProtoReader::integer);
    assertBroken(1, "UTF-8", "12 01 ff", ProtoReader::text);
    assertBroken(1, "is -1", "08 ff ff ff ff ff ff ff ff ff 01", ProtoReader::smallInteger);
  }

  @Test
  void brokenRunsAreRefusedWhenDecoded() {
    assertThrows(
        OnnxFormatException.class, () -> repeated("0a 01 80", ProtoReader.VARINT).varints());
    assertThrows(
        OnnxFormatException.class, () -> repeated("22 03 00 00 00", ProtoReader.FIXED32).floats());
    assertThrows(
        OnnxFormatException.class,
        () -> repeated("0a 0b ff ff ff ff ff ff ff ff ff ff 01", ProtoReader.VARINT).varints());
  }

  @Test
  void depthAndNumberOfPartsAreBounded() {
    byte[] deep = new byte[0];
    for (int i = 0; i < 40; i++) {
      deep = new ProtoWriter().bytes(1, deep).toByteArray();
    }
    ProtoReader outermost = new ProtoReader(deep);
    var error =
        assertThrows(
            OnnxFormatException.class,
            () -> {
              ProtoReader reader = outermost;
              while (reader.next()) {
                reader = reader.message();
              }
            });
    assertTrue(error.getMessage().contains("16 deep"), error.getMessage());
    byte[] many = new byte[2 * ProtoReader.MAX_PARTS + 2];
    Arrays.fill(many, (byte) 0);
    for (int i = 0; i < many.length; i += 2) {
      many[i] = 0x0a;
    }
    ProtoReader reader = new ProtoReader(many);
    error =
        assertThrows(
            OnnxFormatException.class,
            () -> {
              while (reader.next()) {
                reader.text();
              }
            });
    assertTrue(error.getMessage().contains("262144"), error.getMessage());
  }
}
