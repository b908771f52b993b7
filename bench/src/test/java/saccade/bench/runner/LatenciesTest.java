package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  /** 1, 2, ... 1000 microseconds. */
  private static Latencies thousand() {
    Latencies latencies = new Latencies();
    for (int micros = 1; micros <= 1000; micros++) {
      latencies.record(micros * 1000L);
    }
    return latencies;
  }

  @Test
  void percentilesAreExactToThreeDigits() {
    Latencies latencies = thousand();
    assertEquals(1000, latencies.count());
    assertEquals(500.5, latencies.meanMicros());
    assertEquals(500, latencies.percentileMicros(50), 0.5);
    assertEquals(990, latencies.percentileMicros(99), 1);
    assertEquals(999, latencies.percentileMicros(99.9), 1);
    assertEquals(1000, latencies.maxMicros());
  }

  @Test
  void nothingIsKnownOfNoStep() {
    Latencies none = new Latencies();
    assertNull(none.meanMicros());
    assertNull(none.percentileMicros(50));
    assertNull(none.maxMicros());
  }

  @Test
  void severalProcessesAddUpAsText() {
    Latencies sum = new Latencies();
    sum.addEncoded(thousand().encoded());
    Latencies slow = new Latencies();
    slow.record(9_000_123);
    sum.addEncoded(slow.encoded());
    sum.addEncoded(new Latencies().encoded());
    assertEquals(1001, sum.count());
    assertEquals((500_500 + 9_000.123) / 1001, sum.meanMicros(), 1e-9);
    assertEquals(9_000.123, sum.maxMicros());
    assertEquals(501, sum.percentileMicros(50), 0.5);
  }
}
