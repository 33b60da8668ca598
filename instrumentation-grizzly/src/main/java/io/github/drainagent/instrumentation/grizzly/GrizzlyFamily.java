package io.github.drainagent.instrumentation.grizzly;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which class of Grizzly gets which advice. */
public final class GrizzlyFamily implements ServerFamily {

  static final int ID = 6;

  private static final String GRIZZLY = "org.glassfish.grizzly.";
  private static final String CODEC = GRIZZLY + "http.HttpServerFilter";
  private static final String CONTEXT = "Lorg/glassfish/grizzly/filterchain/FilterChainContext;";
  private static final String ACTION = "Lorg/glassfish/grizzly/filterchain/NextAction;";

  @Override
  public String name() {
    return "Grizzly";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("org.glassfish.grizzly.nio.transport.TCPNIOTransport");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        // connections
        into(
            GRIZZLY + "nio.transport.TCPNIOServerConnection",
            "createClientConnection",
            GrizzlyAdvice.Accepted.class),
        into(CODEC + "$KeepAliveContext", "<init>", GrizzlyAdvice.Opened.class),
        into(
            GRIZZLY + "nio.transport.TCPNIOTransport",
            "closeConnection",
            "(Lorg/glassfish/grizzly/Connection;)V",
            GrizzlyAdvice.Closed.class),
        // exchanges
        into(
            GRIZZLY + "http.HttpCodecFilter",
            "handleRead",
            "(" + CONTEXT + "Lorg/glassfish/grizzly/http/HttpHeader;)" + ACTION,
            GrizzlyAdvice.Began.class),
        into(GRIZZLY + "http.server.Response", "initSuspendStatus", GrizzlyAdvice.Handled.class)
            .whereItExists(),
        into(
            CODEC,
            "handleEvent",
            "(" + CONTEXT + "Lorg/glassfish/grizzly/filterchain/FilterChainEvent;)" + ACTION,
            GrizzlyAdvice.Ended.class),
        // the last response of a connection
        into(
            GRIZZLY + "filterchain.FilterChainContext",
            "getInvokeAction",
            "(Ljava/lang/Object;)" + ACTION,
            GrizzlyAdvice.HasNext.class),
        into(CODEC, "prepareResponse", GrizzlyAdvice.SaidClose.class));
  }

  @Override
  public List<String> members() {
    return GrizzlyMembers.REQUIRED;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.grizzly.GrizzlyAdapter";
  }
}
