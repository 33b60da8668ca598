package io.github.drainagent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that a JVM without a listener has of the agent: a look at the name of each class that is
 * loaded. The first class without which no listener can be bound brings up the engine, on its
 * thread and before it exists; from then on the engine is asked.
 */
final class ListenerWatch implements ClassFileTransformer {

  /** A thread that comes second waits so long for the first, and then goes on without it. */
  private static final long PATIENCE_SECONDS = 10;

  private final File jar;
  private final @Nullable String argument;
  private final Instrumentation instrumentation;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable ClassFileTransformer engine;
  private volatile boolean tried;
  private volatile @Nullable String remark;

  ListenerWatch(File jar, @Nullable String argument, Instrumentation instrumentation) {
    this.jar = jar;
    this.argument = argument;
    this.instrumentation = instrumentation;
  }

  private static boolean meansListener(String name) {
    switch (name) {
      case "java/net/ServerSocket":
      case "sun/nio/ch/ServerSocketChannelImpl":
      case "sun/nio/ch/AsynchronousServerSocketChannelImpl":
      // a subclass is seen before its superclass is loaded
      case "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl":
        return true;
      default:
        return false;
    }
  }

  /** Spares the copies of 500 names that even a JVM which prints its version has by then. */
  private static boolean endsAsListenersDo(String name) {
    return name.endsWith("ServerSocket") || name.endsWith("ChannelImpl");
  }

  /**
   * Native code binds without any class of the JDK. Its transports are known by a class that they
   * load first, whatever package somebody has moved it to.
   */
  private static boolean meansNativeListener(String name) {
    return name.endsWith("/channel/unix/Socket") || name.equals("org/apache/tomcat/jni/Socket");
  }

  /** The agent is on the command line more than once. */
  void givenAgain() {
    remark = "the agent is given twice: the first one counts, remove the other";
  }

  /**
   * Starts at once where a listener's class is there already: late attach, or an agent before us.
   */
  void lookBack() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = type.getName();
      if (endsAsListenersDo(name)
          && type.getClassLoader() == null
          && meansListener(name.replace('.', '/'))) {
        start();
        return;
      }
    }
  }

  /**
   * Under a security manager the agent does its work by its own rights, not by those of a stack.
   */
  @Override
  public byte @Nullable [] transform(
      final @Nullable ClassLoader loader,
      final @Nullable String name,
      final @Nullable Class<?> redefined,
      final @Nullable ProtectionDomain domain,
      final byte[] bytes) {
    if (System.getSecurityManager() == null) {
      return look(loader, name, redefined, domain, bytes);
    }
    return AccessController.doPrivileged(
        new PrivilegedAction<byte @Nullable []>() {
          @Override
          public byte @Nullable [] run() {
            return look(loader, name, redefined, domain, bytes);
          }
        });
  }

  private byte @Nullable [] look(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    try {
      ClassFileTransformer to = engine;
      if (to == null
          && name != null
          && (loader == null ? meansListener(name) : meansNativeListener(name))) {
        start();
        to = engine;
      }
      return to == null ? null : to.transform(loader, name, redefined, domain, bytes);
    } catch (Throwable t) {
      return null;
    }
  }

  /** Brings up the engine, once. */
  void start() {
    // The engine's own start loads such classes too: they are woven by its look back.
    if (tried && starting.isHeldByCurrentThread()) {
      return;
    }
    boolean locked = false;
    try {
      locked = starting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (locked && !tried) {
        tried = true;
        startEngine();
      }
    } catch (Throwable t) {
      DrainAgent.sayNotStarted(t);
    } finally {
      if (locked) {
        starting.unlock();
      }
    }
  }

  private void startEngine() throws Throwable {
    EngineLoader loader = new EngineLoader(jar, EngineLoader.ENGINE);
    Class<?> boot = loader.loadClass("io.github.drainagent.engine.Boot");
    try {
      ClassFileTransformer to =
          (ClassFileTransformer)
              boot.getMethod(
                      "start",
                      Instrumentation.class,
                      String.class,
                      List.class,
                      String.class,
                      String.class)
                  .invoke(
                      null, instrumentation, argument, loader.families(), loader.version(), remark);
      if (to != null) {
        engine = to;
        boot.getMethod("lookBack", Instrumentation.class, ClassFileTransformer.class)
            .invoke(null, instrumentation, to);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
