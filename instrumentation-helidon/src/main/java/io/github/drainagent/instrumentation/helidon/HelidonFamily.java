package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which class of Helidon gets which advice. Descriptors changed from line to line. */
public final class HelidonFamily implements ServerFamily {

  static final int ID = 7;

  private static final String CONNECTION = "io.helidon.webserver.http1.Http1Connection";
  private static final String RESPONSE = "io.helidon.webserver.http1.Http1ServerResponse";
  private static final String STREAM = RESPONSE + "$BlockingOutputStream";

  private static final String SINK = "io.helidon.webserver.sse.DataWriterSseSink";
  private static final String WEBSOCKET = "io.helidon.webserver.websocket.WsConnection";
  private static final String SEND =
      "(Lio/helidon/websocket/ServerWsFrame;)Lio/helidon/websocket/WsSession;";

  @Override
  public String name() {
    return "Helidon";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Collections.singletonList("io.helidon.webserver.WebServer");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        // connections
        into(CONNECTION, "<init>", HelidonAdvice.Opened.class),
        into("io.helidon.webserver.ConnectionHandler", "run", "()V", HelidonAdvice.Closed.class),
        // exchanges
        into(CONNECTION, "route", HelidonAdvice.Routed.class),
        // the last response of a connection
        into(RESPONSE, "responseBuffer", HelidonAdvice.SaidClose.class),
        into(
            STREAM,
            "write",
            "(Lio/helidon/common/buffers/BufferData;)V",
            HelidonAdvice.SaidCloseAtFirstByte.class),
        into(STREAM, "sendFirstChunkOnly", "()V", HelidonAdvice.SaidClose.class),
        into(STREAM, "sendHeadersAndPrepare", "()V", HelidonAdvice.Streamed.class),
        into(CONNECTION, "consumeEntity", HelidonAdvice.ReadToItsEnd.class),
        // streams of events that are not sent by a response
        into(SINK, "<init>", HelidonAdvice.Sink.class).whereItExists(),
        // WebSockets that have no lock
        into(WEBSOCKET, "send", SEND, HelidonAdvice.Sending.class).whereItExists());
  }

  @Override
  public List<String> members() {
    return HelidonMembers.REQUIRED;
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.helidon.HelidonAdapter";
  }
}
