package io.github.drainagent.engine.drain;

import io.github.drainagent.engine.spi.Connector;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has servers end their streams of HTTP/2, and asks again where that has not ended them. */
final class StreamEnds {

  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

  /** By the exchange's key: it grows in a drain only, and the drain is the last that there is. */
  private final Map<Object, Asked> asked = new IdentityHashMap<>();

  /**
   * @param key what the server knows the exchange by, and may know others by later
   * @param began when this one began
   * @return whether it is the first time
   */
  boolean ask(@Nullable Connector connector, Object key, long began, long now) {
    Asked before = asked.get(key);
    boolean first = before == null || before.began != began;
    if (connector == null || (before != null && !first && now - before.at < AGAIN)) {
      return false;
    }
    asked.put(key, new Asked(began, now));
    try {
      connector.endStream(key);
    } catch (RuntimeException | LinkageError e) {
      DrainDispatcher.suppressed(e);
    }
    return first;
  }

  private static final class Asked {

    final long began;
    final long at;

    Asked(long began, long at) {
      this.began = began;
      this.at = at;
    }
  }
}
