package io.github.drainagent.prove.load;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One URL that is asked for, as the bytes of its request. */
public final class Target {

  private final URI uri;
  private final InetSocketAddress address;
  private final byte[] request;

  private Target(URI uri, InetSocketAddress address, byte[] request) {
    this.uri = uri;
    this.address = address;
    this.request = request;
  }

  /**
   * @param headers lines as they are sent, without their ends
   * @throws IllegalArgumentException with a sentence for the user where the URL can't be used
   */
  public static Target of(String url, String method, List<String> headers, byte[] body) {
    URI uri = parse(url);
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    InetSocketAddress address = new InetSocketAddress(resolve(uri.getHost()), port);
    return new Target(uri, address, request(uri, method, headers, body));
  }

  private static URI parse(String url) {
    try {
      URI uri = new URI(url);
      if ("https".equalsIgnoreCase(uri.getScheme())) {
        throw new IllegalArgumentException(
            url + " can't be asked: https is not supported yet, give the plain port");
      }
      if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
        throw new IllegalArgumentException(
            url + " is no URL that can be asked: write http://127.0.0.1:8080/path");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(url + " is no URL: " + e.getReason(), e);
    }
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the host " + host + " is not known", e);
    }
  }

  private static byte[] request(URI uri, String method, List<String> headers, byte[] body) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    StringBuilder head = new StringBuilder(method).append(' ').append(path);
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
    head.append("User-Agent: drain-agent-prove\r\nAccept: */*\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0 || method.equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] text = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    bytes.write(text, 0, text.length);
    bytes.write(body, 0, body.length);
    return bytes.toByteArray();
  }

  public InetSocketAddress address() {
    return address;
  }

  public int port() {
    return address.getPort();
  }

  /** Whether it is an address of this machine. */
  public boolean isLocal() {
    InetAddress ip = address.getAddress();
    try {
      return ip.isLoopbackAddress() || NetworkInterface.getByInetAddress(ip) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /** A view of the request's bytes with a position of its own. */
  ByteBuffer request() {
    return ByteBuffer.wrap(request);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
