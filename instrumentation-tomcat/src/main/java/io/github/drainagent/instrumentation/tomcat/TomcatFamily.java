package io.github.drainagent.instrumentation.tomcat;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.ServerFamily;
import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which class of Tomcat gets which advice. */
public final class TomcatFamily implements ServerFamily {

  static final int ID = 5;

  private static final String HTTP = "org.apache.coyote.http11.Http11Processor";
  private static final String INPUT = "org.apache.coyote.http11.Http11InputBuffer";
  private static final String UPGRADE = "org.apache.coyote.http11.upgrade.UpgradeProcessor";
  private static final String HTTP2 = "org.apache.coyote.http2.";
  private static final String NET = "org.apache.tomcat.util.net.";
  private static final String STATE =
      "Lorg/apache/tomcat/util/net/AbstractEndpoint$Handler$SocketState;";
  private static final String SERVICE = "(Lorg/apache/tomcat/util/net/SocketWrapperBase;)" + STATE;

  @Override
  public String name() {
    return "Tomcat";
  }

  @Override
  public int id() {
    return ID;
  }

  @Override
  public List<String> firstClasses() {
    return Arrays.asList(
        "org.apache.catalina.startup.Tomcat", "org.apache.catalina.core.StandardServer");
  }

  @Override
  public List<Weave> weaves() {
    return Arrays.asList(
        // connections
        into(NET + "SocketWrapperBase", "setKeepAliveLeft", "(I)V", TomcatAdvice.Opened.class),
        into(
            "org.apache.coyote.AbstractProtocol$ConnectionHandler",
            "release",
            "(Lorg/apache/tomcat/util/net/SocketWrapperBase;)V",
            TomcatAdvice.Closed.class),
        into(UPGRADE + "Internal", "<init>", TomcatAdvice.Upgraded.class),
        into(UPGRADE + "External", "<init>", TomcatAdvice.Upgraded.class),
        into(HTTP2 + "Http2UpgradeHandler", "pingReceive", "([BZ)V", TomcatAdvice.Pong.class),
        // exchanges
        into(HTTP, "prepareRequest", "()V", TomcatAdvice.Began.class),
        into(INPUT, "fill", "(Z)Z", TomcatAdvice.BeganInPart.class),
        into(HTTP2 + "StreamProcessor", "service", SERVICE, TomcatAdvice.BeganStream.class),
        into("org.apache.coyote.Request", "updateCounters", "()V", TomcatAdvice.Ended.class),
        into("org.apache.coyote.Request", "recycle", "()V", TomcatAdvice.Ended.class),
        into(
            "org.apache.coyote.AbstractProcessor",
            "setErrorState",
            "(Lorg/apache/coyote/ErrorState;Ljava/lang/Throwable;)V",
            TomcatAdvice.Failed.class),
        // the last response of a connection
        into(HTTP, "prepareResponse", "()V", TomcatAdvice.SaidClose.class),
        into(HTTP, "dispatchEndRequest", "()" + STATE, TomcatAdvice.ReadToItsEnd.class));
  }

  @Override
  public List<String> members() {
    return TomcatMembers.REQUIRED;
  }

  /** Its shutdown port warns of whoever connects and says nothing. */
  @Override
  public List<String> operators() {
    return Collections.singletonList("org.apache.catalina.core.StandardServer");
  }

  @Override
  public String adapter() {
    return "io.github.drainagent.instrumentation.tomcat.TomcatAdapter";
  }
}
