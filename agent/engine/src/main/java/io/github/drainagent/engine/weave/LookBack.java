package io.github.drainagent.engine.weave;

import io.github.drainagent.engine.log.Log;
import io.github.drainagent.engine.thread.Daemon;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Weaves what was loaded before the transformer could see it.
 *
 * <p>A class that another thread is loading meanwhile has been shown to transformers already and is
 * not among the loaded ones yet: it is waited for by its name.
 */
public final class LookBack {

  /** For a class that is being loaded; some never come to be, for want of another one. */
  private static final int LOOKS = 50;

  private static final long PAUSE_MILLIS = 1;

  private final Instrumentation instrumentation;
  private final Transformer transformer;
  private final Set<String> missed = new HashSet<>();
  private final Set<Class<?>> done = new HashSet<>();

  /**
   * @param missed internal names of classes that began to be loaded shortly before the transformer
   *     was in place
   */
  public LookBack(
      Instrumentation instrumentation, Transformer transformer, Collection<String> missed) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    for (String name : missed) {
      if (transformer.isTarget(name)) {
        this.missed.add(name.replace('/', '.'));
      }
    }
  }

  /**
   * Returns when all is woven. Not for a thread that is inside of a transformer.
   *
   * @param whenJdkIsWoven run when all classes of the JDK are
   */
  public void weave(Runnable whenJdkIsWoven) {
    try {
      Class.forName("java.lang.Shutdown", true, null); // loaded now, not on the way out
      weave(found(true));
      whenJdkIsWoven.run();
      weaveOthers();
      Daemon.thread("drain-agent-look", new Sight()).start();
    } catch (Throwable t) {
      DrainDispatcher.suppressed(t);
    }
  }

  /** Servers in sight are looked at before one of their classes has to wait for that. */
  private final class Sight implements Runnable {
    @Override
    public void run() {
      try {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
          transformer.look(type);
        }
      } catch (Throwable t) {
        DrainDispatcher.suppressed(t);
      }
    }
  }

  private void weaveOthers() throws InterruptedException {
    weave(found(false));
    for (int i = 0; i < LOOKS && !missed.isEmpty(); i++) {
      Thread.sleep(PAUSE_MILLIS);
      weave(found(false));
    }
  }

  private List<Class<?>> found(boolean onlyJdk) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if ((!onlyJdk || type.getClassLoader() == null)
          && transformer.isTarget(type.getName())
          && done.add(type)) {
        found.add(type);
        missed.remove(type.getName());
      }
    }
    return found;
  }

  /** All at once: each time the JVM stops every thread. Where that fails, one by one. */
  private void weave(List<Class<?>> types) {
    if (!types.isEmpty() && !isWoven(types.toArray(new Class<?>[0]))) {
      for (Class<?> type : types) {
        isWoven(type);
      }
    }
  }

  private boolean isWoven(Class<?>... types) {
    try {
      instrumentation.retransformClasses(types);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      if (types.length == 1) {
        DrainDispatcher.suppressed(e);
      }
      return false;
    }
    if (Log.isDebug()) {
      for (Class<?> type : types) {
        Log.debug(type.getName() + " was loaded before and is woven now");
      }
    }
    return true;
  }
}
