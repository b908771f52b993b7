package saccade.onnxruntime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** A float32 matrix of an .npz file, row-major; for tests only. */
record Npz(float[] values, int columns) {
  static Npz read(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name + ".npy"))) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int header = bytes.getShort(8) & 0xffff;
      String text = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
      if (!text.contains("'<f4'") || text.contains("True")) {
        throw new IOException(name + " is " + text);
      }
      String shape = text.substring(text.indexOf('(') + 1, text.indexOf(')'));
      float[] values = new float[(bytes.capacity() - 10 - header) / Float.BYTES];
      bytes.position(10 + header).slice().order(bytes.order()).asFloatBuffer().get(values);
      return new Npz(values, Integer.parseInt(shape.substring(shape.indexOf(',') + 1).strip()));
    }
  }

  int rows() {
    return values.length / columns;
  }

  float[] row(int row) {
    float[] copy = new float[columns];
    System.arraycopy(values, row * columns, copy, 0, columns);
    return copy;
  }
}
