package io.github.drainagent.engine.exchange;

/**
 * Keeps a descriptor from being closed while something is done with its number: the kernel gives
 * the number of a closed descriptor to the next file that is opened, whosever that is.
 */
public class DescriptorGuard {

  private boolean gone;

  /** Its owner is about to close it. Waits for an {@link #unlessGone} under way. */
  public final synchronized void setGone() {
    gone = true;
  }

  /** Whether its owner has closed it. */
  public final synchronized boolean isGone() {
    return gone;
  }

  /**
   * Does something with the descriptor.
   *
   * @return whether it was done; if not, the descriptor is closed
   */
  public final synchronized boolean unlessGone(Action action) throws Exception {
    if (gone) {
      return false;
    }
    action.run();
    return true;
  }

  /** What is done under {@link #unlessGone}. */
  public interface Action {
    void run() throws Exception;
  }
}
