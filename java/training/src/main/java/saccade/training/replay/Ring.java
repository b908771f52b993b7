package saccade.training.replay;

/**
 * Bookkeeping of one stream: a ring of slots. Positions count the frames of the stream from its
 * first one on and never wrap; {@link #slot} tells where one lies.
 *
 * <p>Transitions that may be sampled lie between {@link #low} and {@link #high} without gaps, last
 * frames of truncated episodes aside: above, only the newest n steps of the open episode are
 * incomplete; below, a stack's reach into the past never shrinks from one position to the next.
 */
final class Ring {
  final int base;
  final int length;
  private final Slots slots;
  private final int planes;
  private final int steps;

  /** Position of the next frame. */
  long head;

  /** Position of the open episode's first frame; the head if none is open. */
  long episode;

  /** First position that may be sampled. */
  long low;

  /** End of the positions that may be sampled. */
  long high;

  /** Slots between low and high that hold a last frame. */
  int lasts;

  Ring(int stream, ReplaySettings settings, Slots slots) {
    length = settings.framesPerStream();
    base = stream * length;
    this.slots = slots;
    planes = settings.input().planes();
    steps = settings.steps();
  }

  void clear() {
    head = 0;
    episode = 0;
    low = 0;
    high = 0;
    lasts = 0;
  }

  /** Positions that may be sampled, last frames included. */
  int span() {
    return (int) (high - low);
  }

  int planes() {
    return planes;
  }

  int slot(long position) {
    return base + (int) (position % length);
  }

  boolean isOpen() {
    return episode < head;
  }

  /** Number of frames kept. */
  int filled() {
    return (int) Math.min(head, length);
  }

  /** Gives up what the next frame overwrites, marks its slot and returns it. */
  int push(int kind) {
    long tail = head + 1 - length;
    while (low < high && low - slots.older(slot(low)) < tail) {
      lasts -= slots.kind(slot(low)) == Slots.LAST ? 1 : 0;
      low++;
    }
    int slot = slot(head);
    slots.mark(slot, kind, (int) Math.min(planes - 1, head - episode));
    head++;
    return slot;
  }

  /** The open episode goes on. */
  void goOn() {
    raise(Math.max(episode, head - steps));
  }

  /** The open episode is over: all of it is complete. */
  void end() {
    episode = head;
    raise(head);
  }

  private void raise(long end) {
    for (; high < end; high++) {
      lasts += slots.kind(slot(high)) == Slots.LAST ? 1 : 0;
    }
  }

  /** The newest slot becomes the last transition of a truncated episode. */
  void truncateNewest() {
    int newest = slot(head - 1);
    slots.mark(newest, Slots.TRUNCATED, slots.older(newest));
  }

  /** Finds what may be sampled from the marks of all kept slots. */
  void recount(long head, long episode) {
    this.head = head;
    this.episode = episode;
    long tail = Math.max(0, head - length);
    lasts = 0;
    low = tail;
    high = tail;
    raise(isOpen() ? Math.max(Math.max(tail, episode), head - steps) : head);
    while (low < high && low - slots.older(slot(low)) < tail) {
      lasts -= slots.kind(slot(low)) == Slots.LAST ? 1 : 0;
      low++;
    }
  }
}
