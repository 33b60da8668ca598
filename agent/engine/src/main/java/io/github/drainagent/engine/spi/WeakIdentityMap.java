package io.github.drainagent.engine.spi;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map whose keys are compared by identity and may be collected: a socket that its
 * application drops without closing it is closed by the JDK's cleaner, as it would be without us.
 * Whoever has one calls {@link #removeCollected} or {@link #forgetCollected} now and then, since it
 * has no thread of its own.
 */
public final class WeakIdentityMap<V> {

  private final ConcurrentHashMap<Object, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  public void put(Object key, V value) {
    entries.put(new Key(key, collected), value);
  }

  public @Nullable V get(Object key) {
    return entries.get(new Probe(key));
  }

  public @Nullable V remove(Object key) {
    return entries.remove(new Probe(key));
  }

  /** Removes and returns the value of a key that was collected, or returns {@code null}. */
  public @Nullable V removeCollected() {
    Reference<?> key = collected.poll();
    return key == null ? null : entries.remove(key);
  }

  /** Removes all keys that were collected. */
  public void forgetCollected() {
    for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
      entries.remove(key);
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, ReferenceQueue<Object> collected) {
      super(object, collected);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  /** For look-ups, in which the map asks the probe and not the key whether they are equal. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    @SuppressWarnings("EqualsUnsafeCast")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && ((Key) other).get() == object;
    }
  }
}
