package saccade.bench.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CpuRatesTest {
  @Test
  void aWorkingSetLoadsAtTheRateOfTheSmallestThatHoldsIt() {
    CpuRates rates =
        new CpuRates(1, List.of(new CpuRates.LoadRate(100, 9), new CpuRates.LoadRate(200, 5)));
    assertEquals(9, rates.bytesPerMicro(100));
    assertEquals(5, rates.bytesPerMicro(101));
    assertEquals(5, rates.bytesPerMicro(1_000_000));
  }

  /** A scalar loop makes at most about 10,000 multiplications and 30,000 bytes of loads per us. */
  @Test
  @Tag("slow")
  void theLoopsRunInVectors() {
    CpuRates rates = CpuRates.measure();
    assertTrue(rates.multipliesPerMicro() > 4_000, rates.toString());
    assertTrue(rates.bytesPerMicro(1) > 8_000, rates.toString());
    assertTrue(rates.bytesPerMicro(1) > rates.bytesPerMicro(32 << 20), rates.toString());
  }
}
