package saccade.libtorch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** What belongs to the process, not to a learner. */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Unpacks and loads libtorch, once. */
  static void load() {
    Loader.load(torch.class);
  }

  /**
   * Sets the number of threads that operations called from this thread use. Asked before every
   * operation of a learner, since another learner may have set it, or another thread may call.
   */
  static void useThreads(int threads) {
    if (torch.get_num_threads() != threads) {
      torch.set_num_threads(threads);
    }
  }
}
