package saccade.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether compiled code fuses multiply and add. Where it cannot, the Vector API computes lane by
 * lane and every step allocates.
 */
final class FusedMultiplyAdd {
  private static final String MANAGEMENT = "jdk.management";

  private FusedMultiplyAdd() {}

  /** True also where the Java machine does not tell. */
  static boolean isThere() {
    return ModuleLayer.boot().findModule(MANAGEMENT).isEmpty() || Asked.isThere();
  }

  /** Apart, because its imports need the module. */
  private static final class Asked {
    static boolean isThere() {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      try {
        return machine == null || Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
      } catch (IllegalArgumentException e) {
        return true; // a machine without this option
      }
    }
  }
}
