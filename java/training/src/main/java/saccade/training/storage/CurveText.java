package saccade.training.storage;

import java.util.Locale;

/** Rows of a learning curve as lines of a CSV file; a number that is not known is left empty. */
final class CurveText {
  static final String HEADER =
      "frames,episodes,updates,seconds,mean_return_last_100_episodes,loss,epsilon,steps_per_second";

  private static final int COLUMNS = 8;

  private CurveText() {}

  static String line(CurvePoint point) {
    return String.join(
        ",",
        Long.toString(point.frames()),
        Long.toString(point.episodes()),
        Long.toString(point.updates()),
        number("%.3f", point.seconds()),
        number("%.4f", point.meanReturn()),
        number("%.6g", point.loss()),
        number("%.6f", point.epsilon()),
        number("%.1f", point.stepsPerSecond()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  /**
   * The row of a line.
   *
   * @throws NumberFormatException if it is none
   */
  static CurvePoint point(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new NumberFormatException(cells.length + " columns");
    }
    return new CurvePoint(
        Long.parseLong(cells[0]),
        Long.parseLong(cells[1]),
        Long.parseLong(cells[2]),
        number(cells[3]),
        number(cells[4]),
        number(cells[5]),
        number(cells[6]),
        number(cells[7]));
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
