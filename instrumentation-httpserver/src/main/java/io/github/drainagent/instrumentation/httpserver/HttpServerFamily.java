package io.github.drainagent.instrumentation.httpserver;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The HTTP server of the JDK. */
public final class HttpServerFamily implements ServerFamily {

  /** By this number advice names it to the dispatcher. */
  static final int ID = 4;

  private static final String CONNECTION = "sun.net.httpserver.HttpConnection";
  private static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";

  @Override
  public String name() {
    return "JDK HttpServer";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("com.sun.net.httpserver.HttpServer");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        Weave.into(
            CONNECTION,
            "setChannel",
            "(Ljava/nio/channels/SocketChannel;)V",
            HttpServerAdvice.Open.class),
        Weave.into(CONNECTION, "close", "()V", HttpServerAdvice.Close.class),
        Weave.into(EXCHANGE, "<init>", HttpServerAdvice.Begin.class),
        Weave.into(EXCHANGE, "sendResponseHeaders", "(IJ)V", HttpServerAdvice.Head.class),
        Weave.into(
            "sun.net.httpserver.Event",
            "<init>",
            "(Lsun/net/httpserver/ExchangeImpl;)V",
            HttpServerAdvice.Finish.class),
        Weave.into("sun.net.httpserver.ServerImpl$Exchange", "run", HttpServerAdvice.Run.class));
  }

  @Override
  public List<String> members() {
    return HttpServerMembers.ALL;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.httpserver.HttpServerAdapter";
  }
}
