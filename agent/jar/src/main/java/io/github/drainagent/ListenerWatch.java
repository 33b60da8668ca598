package io.github.drainagent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * All that a JVM without a listener has of the agent: a look at the name of each class that is
 * loaded. The first class without which no listener can be bound brings up the engine before it
 * exists; a class that a server has brings it up aside, unseen, since a listener is not far then.
 * From then on the engine is asked.
 */
final class ListenerWatch implements ClassFileTransformer {

  private final File jar;
  private final @Nullable String argument;
  private final Instrumentation instrumentation;
  private volatile @Nullable EngineStart engine;
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

  /**
   * One of the first classes that a server loads of its own. One that is not named here is late by
   * what the engine needs to come up, and no more.
   */
  private static boolean meansServer(String name) {
    switch (name) {
      case "akka/http/scaladsl/Http":
      case "com/sun/net/httpserver/HttpServer":
      case "io/helidon/webserver/WebServer":
      case "io/netty/bootstrap/ServerBootstrap":
      case "io/undertow/Undertow":
      case "org/apache/catalina/core/StandardServer":
      case "org/apache/catalina/startup/Tomcat":
      case "org/apache/pekko/http/scaladsl/Http":
      case "org/eclipse/jetty/server/Server":
      case "org/glassfish/grizzly/nio/transport/TCPNIOTransport":
        return true;
      default:
        return false;
    }
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
      if (name != null) {
        if (loader == null ? meansListener(name) : meansNativeListener(name)) {
          start();
        } else if (engine == null && meansServer(name)) {
          engine().prepare();
        }
      }
      EngineStart to = engine;
      return to == null ? null : to.transform(loader, name, redefined, domain, bytes);
    } catch (Throwable t) {
      return null;
    }
  }

  /** Brings up the engine, once. */
  void start() {
    engine().start();
  }

  private synchronized EngineStart engine() {
    EngineStart known = engine;
    if (known == null) {
      known = new EngineStart(jar, argument, remark, instrumentation);
      engine = known;
    }
    return known;
  }
}
