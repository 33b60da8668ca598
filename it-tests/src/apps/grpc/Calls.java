package io.github.drainagent.it.app;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What server and client agree on: two methods, whose messages are texts. */
final class Calls {
  static final String SERVICE = "it.Calls";

  /** Answers after so many milliseconds. */
  static final MethodDescriptor<String, String> SLOW =
      method(MethodDescriptor.MethodType.UNARY, "slow");

  /** Answers five times, so many milliseconds apart. */
  static final MethodDescriptor<String, String> TICKS =
      method(MethodDescriptor.MethodType.SERVER_STREAMING, "ticks");

  private Calls() {}

  private static MethodDescriptor<String, String> method(
      MethodDescriptor.MethodType type, String name) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream in) {
      try {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
          all.write(b);
        }
        return all.toString("UTF-8");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
