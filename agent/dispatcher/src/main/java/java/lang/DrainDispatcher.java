package java.lang;

import java.lang.invoke.MethodHandles;

/**
 * What woven code calls, whichever class loader it lives in.
 *
 * <p>It is in {@code java.lang} because that is the one package that every class loader lets
 * through to the boot loader (JBoss Modules and OSGi pass {@code java.*} and nothing else), and it
 * has only JDK types in its signatures because the engine behind it lives in a loader of its own:
 *
 * <pre>
 *   boot loader      java.lang.DrainDispatcher  &lt;── woven code in java.base, Jetty, Netty ...
 *                            ▲ extends
 *   engine's loader  EngineDispatcher ──&gt; Drain, Exchanges, Listeners ...
 *                            ▲
 *   adapter loaders  JettyAdapter (parent: the loader of that Jetty)
 * </pre>
 *
 * <p>Until the engine is installed every call does nothing. No method throws.
 */
public abstract class DrainDispatcher {

  /**
   * {@code true} from the first moment of a drain: from then on each response says that its
   * connection ends. Written once, by the engine.
   */
  public static volatile boolean closing;

  /**
   * Whether there are connections whose protocol nobody knows. Only then is anything done for a
   * read or a write: with known servers alone they cost one look at this.
   */
  public static volatile boolean watching;

  private static volatile DrainDispatcher engine;

  protected DrainDispatcher() {}

  /** Puts the engine behind the calls of this class. The first one stays. */
  public static synchronized void install(DrainDispatcher dispatcher) {
    if (engine == null) {
      engine = dispatcher;
    }
  }

  /**
   * For calls that a caller outside {@code java.base} would be warned of. Who gets at a private
   * member of this package has it opened, as the agent opens it to its engine, and could define a
   * class like this one: nobody learns more here than they could do anyway.
   */
  private static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  // ---- servers that an instrumentation knows

  /** A server of the family has a new connection; {@code connection} is the server's own object. */
  public static void opened(int family, Object connection) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onOpened(family, connection);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /**
   * A connection is gone, and with it all its exchanges. {@code connection} is what was given to
   * {@link #opened} or {@link #accepted}; anything else is ignored.
   */
  public static void closed(Object connection) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onClosed(connection);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /**
   * An exchange is in flight. Idempotent: a second call for the same live object only says that the
   * current thread works on it now.
   *
   * @param exchange the server's object for it; compared by identity
   * @param connection what was given to {@link #opened}
   */
  public static void began(Object exchange, Object connection) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onBegan(exchange, connection);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /**
   * The current thread works on an exchange that another one began. Nothing happens where it is
   * over.
   */
  public static void worksOn(Object exchange) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onWorksOn(exchange);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /**
   * The last byte of the exchange's response was handed to the kernel, or it failed. Idempotent.
   */
  public static void ended(Object exchange) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onEnded(exchange);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /**
   * Everything that will ever be sent on a connection is with the kernel: has it send a FIN, under
   * the server's feet, so that no part of the server is told of it.
   *
   * @param connection what was given to {@link #opened}
   * @return whether the FIN is on its way; if not, closing the connection is up to the caller
   */
  public static boolean outputEnds(Object connection) {
    DrainDispatcher e = engine;
    try {
      return e != null && e.onOutputEnds(connection);
    } catch (Throwable t) {
      e.onSuppressed(t);
      return false;
    }
  }

  /**
   * Hands what advice saw to the adapter that stands beside the class of {@code self}.
   *
   * @param point which advice it was: a number that only that family knows
   */
  public static void event(int family, int point, Object self, Object argument) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onEvent(family, point, self, argument);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  // ---- sockets of the JDK

  /** A server socket or server channel of the JDK is bound. */
  public static void bound(Object listener) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onBound(listener);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /** The application closes a listener itself. */
  public static void unbound(Object listener) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onUnbound(listener);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /** A listener of the JDK accepted a connection: a channel, or a {@code java.net.Socket}. */
  public static void accepted(Object listener, Object connection) {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onAccepted(listener, connection);
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /** Bytes came in on a channel or {@code SocketImpl} of the JDK. */
  public static void bytesIn(Object transport) {
    if (watching) {
      bytesIn(engine, transport);
    }
  }

  private static void bytesIn(DrainDispatcher e, Object transport) {
    try {
      e.onBytesIn(transport);
    } catch (Throwable t) {
      e.onSuppressed(t);
    }
  }

  /** Bytes went out on a channel or {@code SocketImpl} of the JDK. */
  public static void bytesOut(Object transport) {
    if (watching) {
      bytesOut(engine, transport);
    }
  }

  private static void bytesOut(DrainDispatcher e, Object transport) {
    try {
      e.onBytesOut(transport);
    } catch (Throwable t) {
      e.onSuppressed(t);
    }
  }

  // ---- the JVM's exit

  /**
   * The VM delivers a signal. Called on the thread that also serves thread dumps: returns at once.
   *
   * @return {@code true} if the signal is kept back for now
   */
  public static boolean signalled(int signal) {
    DrainDispatcher e = engine;
    try {
      return e != null && e.onSignal(signal);
    } catch (Throwable t) {
      e.onSuppressed(t);
      return false;
    }
  }

  /**
   * The JVM's exit begins on this thread: returns when the drain is over.
   *
   * @return the exit code to use
   */
  public static int exiting(int status) {
    DrainDispatcher e = engine;
    try {
      return e == null ? status : e.onExit(status);
    } catch (Throwable t) {
      e.onSuppressed(t);
      return status;
    }
  }

  /** The last non-daemon thread has ended: returns when the drain is over. */
  public static void ending() {
    DrainDispatcher e = engine;
    if (e != null) {
      try {
        e.onEnd();
      } catch (Throwable t) {
        e.onSuppressed(t);
      }
    }
  }

  /** Advice failed. The host goes on as if it had not been woven; the failure is counted. */
  public static void suppressed(Throwable failure) {
    DrainDispatcher e = engine;
    if (e != null) {
      e.onSuppressed(failure);
    }
  }

  protected abstract void onOpened(int family, Object connection);

  protected abstract void onClosed(Object connection);

  protected abstract void onBegan(Object exchange, Object connection);

  protected abstract void onWorksOn(Object exchange);

  protected abstract void onEnded(Object exchange);

  protected abstract boolean onOutputEnds(Object connection) throws Exception;

  protected abstract void onEvent(int family, int point, Object self, Object argument);

  protected abstract void onBound(Object listener);

  protected abstract void onUnbound(Object listener);

  protected abstract void onAccepted(Object listener, Object connection);

  protected abstract void onBytesIn(Object transport);

  protected abstract void onBytesOut(Object transport);

  protected abstract boolean onSignal(int signal);

  protected abstract int onExit(int status);

  protected abstract void onEnd();

  protected abstract void onSuppressed(Throwable failure);
}
