package io.github.drainagent.engine.spi;

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

  /** Where advice goes. The methods named here are required members too. */
  List<Weave> weaves();

  /**
   * Further members that advice or adapter use: {@code type#method(descriptor)} or {@code
   * type#field}. Where a type is there but a member of it is not, that server is left alone.
   */
  List<String> members();

  /**
   * The {@link Connector}: a class in the same package as this one, with a public constructor
   * without arguments. It is defined anew beside every copy of the server, in a loader that sees
   * both.
   */
  String adapter();
}
