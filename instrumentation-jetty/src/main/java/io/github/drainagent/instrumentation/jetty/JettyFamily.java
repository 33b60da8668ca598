package io.github.drainagent.instrumentation.jetty;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which class of Jetty gets which advice. */
public final class JettyFamily implements ServerFamily {

  static final int ID = 1;

  /** Where 9.4 to 11 have what 12 has in {@link #INTERNAL}. */
  private static final String SERVER = "org.eclipse.jetty.server.";

  private static final String INTERNAL = SERVER + "internal.";

  static final String WEBSOCKET_OF_9 =
      "org.eclipse.jetty.websocket.common.io.AbstractWebSocketConnection";

  /** 11 too. */
  static final String WEBSOCKET_OF_10 =
      "org.eclipse.jetty.websocket.core.internal.WebSocketConnection";

  static final String WEBSOCKET_OF_12 = "org.eclipse.jetty.websocket.core.WebSocketConnection";
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

  /** WireMock has one below a package of its own. */
  @Override
  public String home() {
    return "org.eclipse.jetty.";
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("org.eclipse.jetty.server.Server");
  }

  @Override
  public List<Weave> weaves() {
    List<Weave> all = new ArrayList<>();
    all.add(
        // its descriptor changed in 10
        into("org.eclipse.jetty.io.AbstractConnection", "onClose", JettyAdvice.Closed.class));
    all.addAll(from9To11());
    all.addAll(from12());
    all.addAll(webSockets());
    all.addAll(frames());
    all.add(
        into(
            JettyHttp2.SESSION,
            "onPing",
            "(Lorg/eclipse/jetty/http2/frames/PingFrame;)V",
            JettyAdvice.Pinged.class));
    return all;
  }

  /** What asks whether a frame may still be sent. */
  private static List<Weave> frames() {
    return Arrays.asList(
        // 9.4.20, 10.0.0, 11.0.0
        into(JettyStreamEnd.ENTRY_UNTIL_11, "isStale", "()Z", JettyAdvice.Dropped.class)
            .whereItExists(),
        into(JettyStreamEnd.ENTRY_UNTIL_11, "shouldBeDropped", "()Z", JettyAdvice.Dropped.class)
            .whereItExists(),
        into(JettyStreamEnd.ENTRY_OF_12, "shouldBeDropped", "()Z", JettyAdvice.Dropped.class));
  }

  /** Once 101 was sent, and before anything is read: what is reported later may be gone already. */
  private static List<Weave> webSockets() {
    return Arrays.asList(
        // 9.4.0
        into(WEBSOCKET_OF_9, "onConnectionStateChange", JettyAdvice.WebSocketOpenedIn940.class)
            .whereItExists(),
        // 9.4.20; what is closed before that may be cut off by its own opening
        into(WEBSOCKET_OF_9, "opened", "()Z", JettyAdvice.WebSocketOpenedIn9.class).whereItExists(),
        into(WEBSOCKET_OF_10, "onOpen", "()V", JettyAdvice.WebSocketOpened.class),
        into(WEBSOCKET_OF_12, "onOpen", "()V", JettyAdvice.WebSocketOpened.class));
  }

  /**
   * {@code HttpChannel} is something else in 12, so it is {@link JettyMembers} that asks for its
   * methods.
   */
  private static List<Weave> from9To11() {
    return Arrays.asList(
        // connections
        into(SERVER + "HttpConnection", "onOpen", "()V", JettyAdvice.Opened.class),
        into(
            "org.eclipse.jetty.http2.server.HTTP2ServerConnection",
            "onOpen",
            "()V",
            JettyAdvice.Opened.class),
        // exchanges
        into(
                SERVER + "HttpChannel",
                "onRequest",
                "(Lorg/eclipse/jetty/http/MetaData$Request;)V",
                JettyAdvice.BeganUntil11.class)
            .whereItExists(),
        into(SERVER + "HttpChannel", "onCompleted", "()V", JettyAdvice.Ended.class).whereItExists(),
        // the last response of a connection
        into(
                SERVER + "HttpChannel",
                "sendResponse",
                "(Lorg/eclipse/jetty/http/MetaData$Response;Ljava/nio/ByteBuffer;Z"
                    + "Lorg/eclipse/jetty/util/Callback;)Z",
                JettyAdvice.SaidCloseUntil11.class)
            .whereItExists());
  }

  private static List<Weave> from12() {
    return Arrays.asList(
        // connections
        into(INTERNAL + "HttpConnection", "onOpen", "()V", JettyAdvice.Opened.class),
        into(
            "org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection",
            "onOpen",
            "()V",
            JettyAdvice.Opened.class),
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
