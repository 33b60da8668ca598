package io.github.drainagent.engine.kernel;

/** The socket of a row of {@code /proc/net/tcp}; the same object for each row of a walk. */
final class TcpRow {

  /** {@code include/net/tcp_states.h}. */
  static final int SYN_RECV = 0x03;

  static final int LISTEN = 0x0A;

  /** Timer, retransmits, uid and timeout stand between the queues and the inode. */
  private static final int BEFORE_INODE = 4;

  int localPort;
  int state;

  /** Of a listener: connections that nobody has accepted yet. Else: bytes that nobody has read. */
  int waiting;

  private long inode;
  private boolean inodeIsRead;

  /** {@code 0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 ...}. */
  void read(ProcLine line) {
    line.skipTo(':'); // its number
    line.skipTo(':'); // the local address
    localPort = line.hex();
    line.skipFields(1); // the peer
    state = line.hex();
    inodeIsRead = false;
  }

  /** The rest of the row; most walks need it of few rows. */
  long inode(ProcLine line) {
    if (!inodeIsRead) {
      line.skipFields(0);
      line.skipTo(':'); // what the peer has not acknowledged
      waiting = line.hex();
      line.skipFields(BEFORE_INODE);
      inode = line.decimal();
      inodeIsRead = true;
    }
    return inode;
  }
}
