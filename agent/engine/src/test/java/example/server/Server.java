package example.server;

/** A server as an application might have one: it knows nothing of any agent. */
public class Server {

  private int requests;

  public String handle(String request) {
    requests++;
    if (request.isEmpty()) {
      throw new IllegalArgumentException("bad request");
    }
    return request + " handled";
  }

  public int requests() {
    return requests;
  }
}
