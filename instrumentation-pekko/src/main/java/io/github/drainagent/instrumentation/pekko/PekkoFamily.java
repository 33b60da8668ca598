package io.github.drainagent.instrumentation.pekko;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which class of Pekko, and of Akka that it comes from, gets which advice. */
public final class PekkoFamily implements ServerFamily {

  static final int ID = 8;

  static final String[] PREFIXES = {"org.apache.pekko.", "akka."};

  @Override
  public String name() {
    return "Pekko HTTP";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Arrays.asList("org.apache.pekko.http.scaladsl.Http", "akka.http.scaladsl.Http");
  }

  @Override
  public List<Weave> weaves() {
    List<Weave> weaves = new ArrayList<>();
    for (String prefix : PREFIXES) {
      addTo(weaves, prefix);
    }
    return weaves;
  }

  private static void addTo(List<Weave> weaves, String prefix) {
    String tcp = prefix + "stream.impl.io.TcpConnectionStage$TcpStreamLogic";
    String engine = prefix + "http.impl.engine.";
    String renderer = engine + "rendering.HttpResponseRendererFactory$";
    String mangled = renderer.replace('.', '$') + "HttpResponseRenderer$$anon$$stopTransfer";
    // connections
    weaves.add(into(tcp, "preStart", "()V", PekkoAdvice.Started.class));
    weaves.add(into(tcp, "postStop", "()V", PekkoAdvice.Stopped.class));
    weaves.add(
        into(
            engine + "rendering.ResponseRenderingOutput$SwitchToOtherProtocol",
            "<init>",
            PekkoAdvice.Switched.class));
    weaves.add(
        into(engine + "ws.WebSocket$BypassMerge$", "createLogic", PekkoAdvice.WebSocket.class)
            .whereItExists());
    // exchanges
    weaves.add(
        into(engine + "parsing.ParserOutput$RequestStart", "<init>", PekkoAdvice.Read.class));
    weaves.add(
        into(engine + "parsing.ParserOutput$MessageStartError", "<init>", PekkoAdvice.Read.class));
    weaves.add(into(tcp, "connected", "(Lscala/Tuple2;)V", PekkoAdvice.Moved.class));
    String inScala2 = renderer + "HttpResponseRenderer$$anon$1";
    String inScala3 = renderer + "$anon$";
    weaves.add(into(inScala2, mangled, "()V", PekkoAdvice.Moved.class));
    weaves.add(into(inScala2 + "$$anon$3", "onPull", "()V", PekkoAdvice.Moved.class));
    weaves.add(into(inScala3 + "1", "stopTransfer", "()V", PekkoAdvice.Moved.class));
    weaves.add(into(inScala3 + "3", "onPull", "()V", PekkoAdvice.Moved.class));
    // the last response of a connection
    weaves.add(
        into(engine + "rendering.ResponseRenderingContext", "<init>", PekkoAdvice.SaidClose.class));
  }

  @Override
  public List<String> members() {
    return PekkoMembers.required();
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.pekko.PekkoAdapter";
  }
}
