package example.server;

/** An application's own kind of server. */
public class SubServer extends Server {}
