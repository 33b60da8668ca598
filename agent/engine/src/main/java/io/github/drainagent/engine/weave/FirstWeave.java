package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.spi.Weave;
import io.github.drainagent.engine.thread.Daemon;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Weaves a class of the agent's own, for nothing. The first time takes ten times as long as any
 * other, and this one is nobody's: it goes beside the rest of the engine's way up.
 */
public final class FirstWeave implements Runnable {

  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final Thread thread = Daemon.thread("drain-agent-weave", this);
  private final List<Weave> weaves;

  /**
   * @param weaves for one class of the agent's jar
   */
  public FirstWeave(List<Weave> weaves) {
    this.weaves = weaves;
  }

  public FirstWeave begun() {
    thread.start();
    return this;
  }

  /** Waits for its end. */
  public void await() throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
  }

  @Override
  public void run() {
    try {
      String type = weaves.get(0).type;
      ClassLoader loader = FirstWeave.class.getClassLoader();
      Weaver.weave(loader, type, ClassBytes.of(type), null, weaves);
    } catch (Throwable t) {
      // whatever it is, the second time will tell: there is nobody to tell it to yet
    }
  }
}
