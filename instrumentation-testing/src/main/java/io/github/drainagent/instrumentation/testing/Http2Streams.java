package io.github.drainagent.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads streams of HTTP/2, and sees to it that none is reset or goes on behind its end. */
final class Http2Streams {

  /** What came of each stream up to its end; no frame of any comes behind that. */
  static Map<Integer, String> bodies(Http2Client client, int streams) throws IOException {
    Map<Integer, StringBuilder> open = new HashMap<>();
    Map<Integer, String> ended = new HashMap<>();
    while (ended.size() < streams) {
      Http2Client.Frame frame = requireNonNull(client.next(), "the connection ended");
      assertNotEquals(Http2Client.RESET, frame.type, () -> frame + " after " + ended.keySet());
      assertFalse(ended.containsKey(frame.stream), () -> "behind its end: " + frame);
      if (frame.type == Http2Client.DATA) {
        open.computeIfAbsent(frame.stream, id -> new StringBuilder())
            .append(new String(frame.payload, ISO_8859_1));
      }
      if (frame.endsStream()) {
        ended.put(frame.stream, open.remove(frame.stream).toString());
      }
    }
    return ended;
  }

  static void nothingOfStreamOneFollows(Http2Client client) throws IOException {
    nothingOfStreamOneFollows(client, 99);
  }

  /** PINGs stay unanswered: behind the second GOAWAY that follows nothing else is answered. */
  static void nothingOfStreamOneFollows(Http2Client client, int other) throws IOException {
    client.get(other, "/ok");
    for (Http2Client.Frame frame = client.next(); frame != null; frame = client.next()) {
      assertNotEquals(1, frame.stream, "behind the end of its stream: " + frame);
      if (frame.stream == other && frame.endsStream()) {
        return;
      }
    }
    throw new AssertionError("the connection ended");
  }

  /** What comes of streams that are not over yet until a PING is answered. */
  static String beforeAPong(Http2Client client) throws IOException {
    StringBuilder data = new StringBuilder();
    client.send(Http2Client.PING, 0, 0, new byte[8]);
    for (Http2Client.Frame frame = client.next(); frame != null; frame = client.next()) {
      assertFalse(frame.endsStream(), "an end: " + frame);
      assertNotEquals(Http2Client.RESET, frame.type, "a reset: " + frame);
      if (frame.type == Http2Client.PING && (frame.flags & Http2Client.ACK) != 0) {
        return data.toString();
      }
      if (frame.type == Http2Client.DATA) {
        data.append(new String(frame.payload, ISO_8859_1));
      }
    }
    throw new AssertionError("the connection ended");
  }

  private Http2Streams() {}
}
