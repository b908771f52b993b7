package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected bytes are computed by hand from the protobuf encoding guide. */
class ProtoWriterTest {
  private static void assertWire(String hex, ProtoWriter writer) {
    assertEquals(hex, HexFormat.ofDelimiter(" ").formatHex(writer.toByteArray()));
  }

  @Test
  void varintsTakeSevenBitsPerByteLowestFirst() {
    assertWire("08 00", new ProtoWriter().varint(1, 0));
    assertWire("08 7f", new ProtoWriter().varint(1, 127));
    assertWire("08 80 01", new ProtoWriter().varint(1, 128));
    assertWire("08 96 01", new ProtoWriter().varint(1, 150));
    assertWire("08 ff ff ff ff 07", new ProtoWriter().varint(1, Integer.MAX_VALUE));
    assertWire("08 80 80 80 80 80 80 80 80 40", new ProtoWriter().varint(1, 1L << 62));
    assertWire("08 ff ff ff ff ff ff ff ff ff 01", new ProtoWriter().varint(1, -1));
  }

  @Test
  void fieldsAbove15NeedTwoTagBytes() {
    assertWire("78 01", new ProtoWriter().varint(15, 1));
    assertWire("80 01 01", new ProtoWriter().varint(16, 1));
    assertWire("a0 01 07", new ProtoWriter().varint(20, 7));
  }

  @Test
  void textIsUtf8AndMayBeEmpty() {
    assertWire("12 07 74 65 73 74 69 6e 67", new ProtoWriter().string(2, "testing"));
    assertWire("12 02 c3 a9", new ProtoWriter().string(2, "\u00e9"));
    assertWire("12 00", new ProtoWriter().string(2, ""));
  }

  @Test
  void messagesNestWithTheirLength() {
    ProtoWriter inner = new ProtoWriter().varint(1, 150);
    assertWire("1a 03 08 96 01", new ProtoWriter().message(3, inner));
    assertWire(
        "1a 05 1a 03 08 96 01", new ProtoWriter().message(3, new ProtoWriter().message(3, inner)));
    assertWire("08 96 01 08 96 01", new ProtoWriter().append(inner).append(inner));
  }

  @Test
  void packedValuesAreLittleEndianFixed32() {
    assertWire("22 08 00 00 80 3f 00 00 00 80", new ProtoWriter().packed(4, 1f, -0f));
    assertWire("4a 08 01 00 00 00 fe ff ff ff", new ProtoWriter().packed(9, 1, -2));
  }

  @Test
  void keepsNanPayloadsAndEveryByte() {
    assertWire("22 04 01 00 c0 7f", new ProtoWriter().packed(4, Float.intBitsToFloat(0x7fc00001)));
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] wire = new ProtoWriter().bytes(9, all).toByteArray();
    assertEquals(259, wire.length); // tag, and 256 as the two bytes 80 02
    assertArrayEquals(all, new ProtoWalker(wire).bytes(9));
  }

  @Test
  void growsThroughManyFields() {
    ProtoWriter writer = new ProtoWriter();
    for (int i = 0; i < 10_000; i++) {
      writer.varint(1, i).string(2, "n" + i);
    }
    ProtoWalker walker = new ProtoWalker(writer.toByteArray());
    assertEquals(9_999, walker.numbers(1).get(9_999));
    assertEquals("n9999", walker.texts(2).get(9_999));
  }
}
