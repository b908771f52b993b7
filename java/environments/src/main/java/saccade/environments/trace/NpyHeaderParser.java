package saccade.environments.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.environments.trace.NpyHeader.FormatException;

/** Parses the dictionary literal of an {@code .npy} header; one parser reads one header. */
final class NpyHeaderParser {
  private static final int MAX_DIMENSIONS = 32;

  private final String text;
  private int at;
  private @Nullable String descr;
  private @Nullable Boolean fortranOrder;
  private int @Nullable [] shape;

  NpyHeaderParser(String text) {
    this.text = text;
  }

  NpyHeader parse() throws FormatException {
    expect('{');
    while (!accept('}')) {
      String key = string();
      expect(':');
      value(key);
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw fault("has text after its header's dictionary");
    }
    if (descr == null || fortranOrder == null || shape == null) {
      throw fault("lacks one of descr, fortran_order, shape in its header");
    }
    if (fortranOrder) {
      throw new FormatException("is in Fortran order", "save numpy.ascontiguousarray of it");
    }
    NpyHeader.checkProduct(shape);
    return new NpyHeader(descr, shape);
  }

  private void value(String key) throws FormatException {
    switch (key) {
      case "descr" -> {
        requireFirst(descr, key);
        descr = descr();
      }
      case "fortran_order" -> {
        requireFirst(fortranOrder, key);
        fortranOrder = bool();
      }
      case "shape" -> {
        requireFirst(shape, key);
        shape = tuple();
      }
      default -> throw fault("has the unknown key '" + printable(key) + "' in its header");
    }
  }

  private void requireFirst(@Nullable Object value, String key) throws FormatException {
    if (value != null) {
      throw fault("has the key '" + key + "' twice in its header");
    }
  }

  private String descr() throws FormatException {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '[') {
      throw new FormatException("has a structured type", "save a plain array");
    }
    return printable(string());
  }

  private boolean bool() throws FormatException {
    skipBlanks();
    for (String word : new String[] {"True", "False"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw fault("has a fortran_order that is neither True nor False");
  }

  private int[] tuple() throws FormatException {
    int[] sizes = new int[MAX_DIMENSIONS];
    int count = 0;
    expect('(');
    while (!accept(')')) {
      if (count == MAX_DIMENSIONS) {
        throw fault("has more than " + MAX_DIMENSIONS + " dimensions");
      }
      sizes[count++] = size();
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return Arrays.copyOf(sizes, count);
  }

  private int size() throws FormatException {
    skipBlanks();
    int start = at;
    long size = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      size = size * 10 + (text.charAt(at++) - '0');
      if (size > Integer.MAX_VALUE) {
        throw fault("has a dimension above 2^31 - 1");
      }
    }
    if (at == start) {
      throw fault("has a dimension that is not a whole number from 0");
    }
    return (int) size;
  }

  private String string() throws FormatException {
    skipBlanks();
    if (at == text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
      throw fault("has a header that is not a dictionary of descr, fortran_order and shape");
    }
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) {
      throw fault("has an open quote in its header");
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private void expect(char wanted) throws FormatException {
    if (!accept(wanted)) {
      throw fault("lacks '" + wanted + "' at byte " + at + " of its header");
    }
  }

  private boolean accept(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Text from a file on its way into a message: short, and without control characters. */
  private static String printable(String raw) {
    String cut = raw.length() > 40 ? raw.substring(0, 40) + "..." : raw;
    return cut.replaceAll("[^ -~]", "?");
  }

  private static FormatException fault(String fault) {
    return new FormatException(fault);
  }
}
