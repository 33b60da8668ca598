package io.github.drainagent.engine.spi;

import java.util.Collections;
import java.util.List;

/**
 * One family of servers, as data. An implementation has a public constructor without arguments, is
 * named in the jar's list of families, and refers to no class of the server.
 */
public interface ServerFamily {

  /** The name for the log: {@code Jetty}. */
  String name();

  /**
   * The number by which its advice names it to {@code DrainDispatcher}: 0 to 31, different for each
   * family.
   */
  int id();

  /**
   * The package that all of the server's packages are in, with a dot at its end: {@code io.netty.}.
   * Copies that somebody has moved below another package are found by it and are servers of this
   * family too. Empty where nobody moves this server.
   */
  default String home() {
    return "";
  }

  /**
   * Classes of which such a server loads one long before it binds, and a client hardly ever. Of
   * each the entry knows the name too ({@code ListenerWatch}), and has the engine come up aside.
   */
  default List<String> firstClasses() {
    return Collections.emptyList();
  }

  /** Where advice goes. The methods named here are required members too. */
  List<Weave> weaves();

  /**
   * Further members that advice or adapter use: {@code type#method(descriptor)} or {@code
   * type#field}. Where a type is there but a member of it is not, that server is left alone. {@code
   * other?type#member} is asked for only where the type {@code other} is there too, for a name that
   * means one thing in one version and something else in the next.
   */
  List<String> members();

  /**
   * Prefixes of class names: a {@code ServerSocket} that these bind is for operators, not for
   * clients. It stays open, and what it has accepted holds nothing up.
   */
  default List<String> operators() {
    return Collections.emptyList();
  }

  /**
   * The {@link Connector}: a class in the same package as this one, with a public constructor
   * without arguments. It is defined anew beside every copy of the server, in a loader that sees
   * both.
   */
  String adapter();
}
