package io.github.drainagent.instrumentation.helidon;

import static io.github.drainagent.instrumentation.helidon.ByName.call;
import static io.github.drainagent.instrumentation.helidon.ByName.constant;

import io.github.drainagent.instrumentation.testing.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request and its response, on the virtual thread that handles it. */
final class HelidonCall implements Call {

  private final Object request;
  private final Object response;
  private @Nullable OutputStream stream;
  private @Nullable Object sink;

  HelidonCall(Object request, Object response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public String path() {
    return (String) call(call(call(request, "prologue"), "uriPath"), "rawPath");
  }

  @Override
  public String body() throws IOException {
    InputStream in = (InputStream) call(call(request, "content"), "inputStream");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      all.write(b);
    }
    return all.toString("ISO-8859-1");
  }

  @Override
  public void type(String contentType) {
    Class<?> header = ByName.type("http.Header");
    Object value = ByName.header("Content-Type", contentType);
    call(response, "header", header, value);
  }

  /** Sends an event the way that Helidon has for it, and keeps on. */
  void event(String data) {
    if (sink == null) {
      Class<?> of = ByName.type("webserver.sse.SseSink");
      Class<?> generic = ByName.type("common.GenericType");
      sink = call(response, "sink", generic, constant(of, "TYPE"));
    }
    Class<?> event = ByName.type("http.sse.SseEvent");
    call(sink, "emit", event, ByName.callStatic(event, "create", Object.class, data));
  }

  @Override
  public void write(String text) throws IOException {
    if (stream == null) {
      stream = (OutputStream) call(response, "outputStream");
    }
    stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
    stream.flush();
  }

  @Override
  public void end(String text) throws IOException {
    if (stream == null) {
      call(response, "send", byte[].class, text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
      stream.close();
    }
  }

  @Override
  public void nothing() {
    Class<?> status = ByName.type("http.Status");
    call(response, "status", status, constant(status, "NO_CONTENT_204"));
    call(response, "send");
  }

  /** Before anything is routed: by the server. */
  @Override
  public void upgrade() {
    throw new UnsupportedOperationException();
  }
}
