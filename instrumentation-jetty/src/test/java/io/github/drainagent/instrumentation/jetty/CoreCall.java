package io.github.drainagent.instrumentation.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** In the API that Jetty 12 has of its own. */
final class CoreCall implements JettyCall {

  private final Request request;
  private final Response response;
  private final Callback callback;
  private boolean detached;

  private CoreCall(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** What nobody answers is not handled. */
  static Handler handler(JettyServer.Answers answers) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        CoreCall call = new CoreCall(request, response, callback);
        JettyServer.Answer answer = answers.of(call.path());
        if (answer != null) {
          answer.to(call);
          if (!call.detached) {
            callback.succeeded();
          }
        }
        return answer != null;
      }
    };
  }

  @Override
  public String path() {
    return Request.getPathInContext(request);
  }

  @Override
  public void status(int status) {
    response.setStatus(status);
  }

  @Override
  public void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  @Override
  public String body() throws Exception {
    return Content.Source.asString(request);
  }

  @Override
  public void write(String text) throws Exception {
    Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes("ISO-8859-1")));
  }

  @Override
  public void end(String text) throws Exception {
    if (!response.isCommitted()) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, text.length());
    }
    Content.Sink.write(response, true, ByteBuffer.wrap(text.getBytes("ISO-8859-1")));
  }

  @Override
  public void detach() {
    detached = true;
  }

  @Override
  public void complete() {
    callback.succeeded();
  }

  /** What only this API has: an answer that is given up. */
  void fail(Throwable failure) {
    detached = true;
    callback.failed(failure);
  }

  /** What only this API has: 103. */
  void hint() throws Exception {
    response.writeInterim(103, HttpFields.EMPTY).get();
  }

  @Override
  public void upgrade() {
    Connection connection = Chat.instead();
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
    status(101);
    header("Upgrade", "chat");
    header("Connection", "Upgrade");
  }
}
