package example.server;

/** A server as an application might have one: it knows nothing of any agent. */
public class Server {

  private int count;

  public String handle(String request) {
    count++;
    if (request.isEmpty()) {
      throw new IllegalArgumentException("bad request");
    }
    return request + " handled";
  }

  public int requests() {
    return count;
  }
}
