package io.github.drainagent.engine.kernel;

import io.github.drainagent.engine.kernel.libc.NativeAccess;
import io.github.drainagent.engine.kernel.libc.SocketCalls;
import org.jspecify.annotations.Nullable;

/** The native access of this JVM, once it has been looked for. */
public final class Libc {

  private final String setting;
  private volatile @Nullable SocketCalls calls;

  /**
   * @param setting the value of {@code native}
   */
  public Libc(String setting) {
    this.setting = setting;
  }

  /** Looks for it; not on a thread of the application's. */
  public void find() {
    calls = NativeAccess.find(setting);
  }

  /** What there is; {@code null} where there is none, or not yet. */
  public @Nullable SocketCalls calls() {
    return calls;
  }
}
