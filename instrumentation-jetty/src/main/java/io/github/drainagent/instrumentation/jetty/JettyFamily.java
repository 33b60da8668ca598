package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.List;

/** Which class of Jetty gets which advice. */
public final class JettyFamily implements ServerFamily {

  static final int ID = 1;

  private static final String INTERNAL = "org.eclipse.jetty.server.internal.";
  private static final String COMPLETE =
      "(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V";

  @Override
  public String name() {
    return "Jetty";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        // connections
        into(INTERNAL + "HttpConnection", "onOpen", "()V", JettyAdvice.Opened.class),
        into(
            "org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection",
            "onOpen",
            "()V",
            JettyAdvice.Opened.class),
        into(
            "org.eclipse.jetty.io.AbstractConnection",
            "onClose",
            "(Ljava/lang/Throwable;)V",
            JettyAdvice.Closed.class),
        // exchanges
        into(
            INTERNAL + "HttpChannelState",
            "onRequest",
            "(Lorg/eclipse/jetty/http/MetaData$Request;)Ljava/lang/Runnable;",
            JettyAdvice.Began.class),
        into(INTERNAL + "HttpChannelState", "completeStream", COMPLETE, JettyAdvice.Ended.class)
            .whereItExists(),
        into(
                INTERNAL + "HttpChannelState$HandlerInvoker",
                "completeStream",
                COMPLETE,
                JettyAdvice.EndedInside.class)
            .whereItExists(),
        into(INTERNAL + "HttpChannelState", "recycle", "()V", JettyAdvice.Ended.class),
        // the last response of a connection
        into(
            INTERNAL + "HttpConnection$HttpStreamOverHTTP1",
            "prepareResponse",
            "(Lorg/eclipse/jetty/http/HttpFields$Mutable;)V",
            JettyAdvice.SaidClose.class));
  }

  @Override
  public List<String> members() {
    return JettyMembers.REQUIRED;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.jetty.JettyAdapter";
  }
}
