package saccade.environments.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds archives by hand, right ones and hostile ones, without the code under test. */
final class Npz {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  Npz add(String key, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(key + ".npy"));
    zip.write(content);
    zip.closeEntry();
    return this;
  }

  Npz add(String key, String descr, String shape, byte[] data) throws IOException {
    return add(key, npy(1, dictionary(descr, "False", shape), data));
  }

  Path write(Path file) throws IOException {
    zip.close();
    return Files.write(file, bytes.toByteArray());
  }

  static String dictionary(String descr, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(descr, fortran, shape);
  }

  static byte[] npy(int version, String header, byte[] data) {
    return npy(version, header, header.length(), data);
  }

  /** With a header length of the caller's choice. */
  static byte[] npy(int version, String header, long length, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer npy = ByteBuffer.allocate(12 + text.length + data.length);
    npy.order(ByteOrder.LITTLE_ENDIAN);
    npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      npy.putShort((short) length);
    } else {
      npy.putInt((int) length);
    }
    npy.put(text).put(data);
    byte[] exact = new byte[npy.position()];
    npy.flip().get(exact);
    return exact;
  }
}
