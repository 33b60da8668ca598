package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.Libc;
import java.io.FileDescriptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to keep new clients out, best first. Which one a kernel takes is not asked beforehand:
 * the first that it takes is used.
 *
 * <p>{@code filter}, then {@code ttl}; then {@code accept}: nobody is kept out, and the port closes
 * in the instant in which its queue is seen empty; {@code plain}: it closes at once.
 */
public final class Ladder {

  private static final String AUTO = "auto";
  private static final String PLAIN = "plain";

  private final MinTtl minTtl;
  private final List<SynStop> rungs;
  private final boolean plain;
  private volatile boolean inherited;

  /**
   * @param setting the value of {@code close}
   */
  public Ladder(String setting, JdkNatives natives, Libc libc) {
    minTtl = new MinTtl(natives);
    SynFilter filter = new SynFilter(natives, libc);
    plain = setting.equals(PLAIN);
    if (setting.equals(AUTO)) {
      rungs = Arrays.asList(filter, minTtl);
    } else if (setting.equals(filter.name())) {
      rungs = Collections.singletonList(filter);
    } else if (setting.equals(minTtl.name())) {
      rungs = Collections.singletonList(minTtl);
    } else {
      rungs = Collections.emptyList();
    }
  }

  /** Keeps new clients off a listener; returns how, or {@code null} where it can't be done. */
  @Nullable SynStop stop(FileDescriptor listener) {
    for (SynStop rung : rungs) {
      if (rung.apply(listener)) {
        inherited |= rung == minTtl;
        return rung;
      }
    }
    return null;
  }

  /** Whether the queue is waited for. */
  boolean isPatient() {
    return !plain;
  }

  /** What the setting would be called that does no more than is done without any rung. */
  String lowest() {
    return plain ? PLAIN : "accept";
  }

  /** An accepted connection serves as any other, whatever it has inherited. */
  public void lift(FileDescriptor connection) {
    if (inherited) {
      minTtl.lift(connection);
    }
  }

  /** Whether it has inherited something. */
  boolean hasInherited(FileDescriptor connection) {
    return inherited && minTtl.isOn(connection);
  }
}
