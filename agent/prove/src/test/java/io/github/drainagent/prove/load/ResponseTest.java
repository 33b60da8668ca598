package io.github.drainagent.prove.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseTest {

  private final Response response = new Response();

  @Test
  void aBodyOfKnownLengthIsWholeAtItsLastByte() {
    take("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok");
    assertFalse(response.isComplete());
    assertFalse(response.isCompleteAtClose());
    take("\n");
    assertTrue(response.isComplete());
    assertEquals(200, response.status());
    assertTrue(response.isPersistent());
  }

  @Test
  void chunksEndWithTheirTrailers() {
    String text =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
            + "A;name=value\r\n0123456789\r\n3\r\nok\n\r\n0\r\nTrailer: x\r\n\r\n";
    for (int i = 0; i < text.length(); i++) {
      assertFalse(response.isCompleteAtClose(), "whole after " + i + " bytes");
      take(text.substring(i, i + 1));
    }
    assertTrue(response.isComplete());
    assertFalse(response.isNotHttp());
  }

  @Test
  void chunksCountMoreThanALength() {
    take("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
    assertFalse(response.isComplete());
    take("0\r\n\r\n");
    assertTrue(response.isComplete());
  }

  @Test
  void withoutALengthItIsWholeWhenTheConnectionIsClosed() {
    take("HTTP/1.0 200 OK\r\n\r\nsome");
    assertFalse(response.isComplete());
    assertTrue(response.isCompleteAtClose());
    assertFalse(response.isPersistent());
  }

  @Test
  void interimAnswersAreNotTheAnswer() {
    take("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    assertFalse(response.isCompleteAtClose());
    take("HTTP/1.1 204 No Content\r\n\r\n");
    assertTrue(response.isComplete());
    assertEquals(204, response.status());
  }

  @Test
  void closeIsHeardInWhateverCase() {
    take("HTTP/1.1 200 OK\r\nCONNECTION: Close\r\nContent-Length: 0\r\n\r\n");
    assertTrue(response.isComplete());
    assertFalse(response.isPersistent());
  }

  @Test
  void whatFollowsIsLeftInTheBuffer() {
    ByteBuffer two = bytes(FakeServer.OK + FakeServer.OK);
    response.take(two);
    assertTrue(response.isComplete());
    assertEquals(FakeServer.OK.length(), two.remaining());
    response.clear();
    response.take(two);
    assertTrue(response.isComplete());
  }

  @Test
  void whatIsNotHttpIsSeenAtItsFirstByte() {
    take("\u0015\u0003\u0003");
    assertTrue(response.isNotHttp());
  }

  @Test
  void aChunkWithoutASizeIsNotHttp() {
    take("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
    assertTrue(response.isNotHttp());
  }

  private void take(String text) {
    response.take(bytes(text));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
