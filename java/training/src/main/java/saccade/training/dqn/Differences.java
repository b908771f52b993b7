package saccade.training.dqn;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.StringJoiner;

/** Names what two records of one type do not have in common. */
final class Differences {
  private Differences() {}

  static String of(Record stored, Record asked) {
    StringJoiner all = new StringJoiner(", ");
    for (RecordComponent component : stored.getClass().getRecordComponents()) {
      Object before = value(component, stored);
      Object now = value(component, asked);
      if (!Objects.equals(before, now)) {
        all.add(component.getName() + " " + before + ", now " + now);
      }
    }
    return all.toString();
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
