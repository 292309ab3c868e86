import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Loaded into each node of the multi-node suite, as a Java agent. It turns the node's calendar, so that a public notice of five days
 * passes in seconds, and it ends the node when the suite has ended or its time is over.
 *
 * <p>Of the node's classes only the answer to "what time is it" changes: where they call System.currentTimeMillis() or
 * Clock.systemUTC(), they call the methods of the same name here. All nodes map one file, whose eight bytes say by how many
 * seconds their time is ahead of the machine's, so that all of them are at the same day at once.
 */
public final class NodeKeeper {
  private static MappedByteBuffer ahead;

  private NodeKeeper() {}

  /** @param words the calendar's file, and how many seconds the node may live: FILE,SECONDS */
  public static void premain(String words, Instrumentation instrumentation) throws IOException {
    int comma = words.lastIndexOf(',');
    try (FileChannel file = FileChannel.open(Path.of(words.substring(0, comma)))) {
      ahead = file.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
    }
    keep(() -> Thread.sleep(1_000L * Long.parseLong(words.substring(comma + 1))));
    // The other end of the input is the suite's process: it closes when that ends, however it ends.
    keep(() -> { while (System.in.read() >= 0) { /* nothing is ever written */ } });
    instrumentation.addTransformer(new ClassFileTransformer() {
      @Override
      public byte[] transform(ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] code) {
        if (loader == null || name == null || !name.contains("besu")) return null;
        try {
          return turned(code);
        } catch (IOException error) {
          System.err.println("NodeKeeper: " + name + ": " + error);
          return null;
        }
      }
    });
  }

  /** What the node calls in place of System.currentTimeMillis(). */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + 1_000L * ahead.getLong(0);
  }

  /** What the node calls in place of Clock.systemUTC(). */
  public static Clock systemUTC() {
    return new Turned(ZoneOffset.UTC);
  }

  private interface Waiting {
    void end() throws Exception;
  }

  private static void keep(Waiting waiting) {
    Thread thread = new Thread(() -> {
      try {
        waiting.end();
      } catch (Exception error) {
        System.err.println("NodeKeeper: " + error);
      }
      Runtime.getRuntime().halt(3);
    });
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Turned extends Clock {
    private final ZoneId zone;

    Turned(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Turned(other);
    }

    @Override
    public long millis() {
      return currentTimeMillis();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }

  private static final Map<String, String> TURNED =
      Map.of("currentTimeMillis", "java/lang/System", "systemUTC", "java/time/Clock");

  /**
   * A class whose calls go here. A call names an entry of the class's constant pool, which names the class that is called: only
   * that name is changed, and the code stays as it is.
   *
   * @return null where nothing calls for the time.
   */
  private static byte[] turned(byte[] code) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(code));
    in.skipBytes(8);
    int count = in.readUnsignedShort();
    int[] starts = new int[count];
    int[] tags = new int[count];
    Map<Integer, String> texts = new HashMap<>();
    for (int i = 1; i < count; i++) {
      starts[i] = code.length - in.available();
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts.put(i, in.readUTF());
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        default -> in.skipBytes(4);
      }
    }
    int end = code.length - in.available();
    byte[] changed = code.clone();
    boolean isTurned = false;
    for (int i = 1; i < count; i++) {
      if (tags[i] != 10) continue;
      int owner = shortAt(code, starts[i] + 1);
      int nameAndType = shortAt(code, starts[i] + 3);
      String method = texts.get(shortAt(code, starts[nameAndType] + 1));
      if (!texts.get(shortAt(code, starts[owner] + 1)).equals(TURNED.get(method))) continue;
      putShort(changed, starts[i] + 1, count + 1);
      isTurned = true;
    }
    if (!isTurned) return null;
    putShort(changed, 8, count + 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(changed, 0, end);
    out.writeByte(1);
    out.writeUTF(NodeKeeper.class.getName());
    out.writeByte(7);
    out.writeShort(count);
    out.write(code, end, code.length - end);
    return bytes.toByteArray();
  }

  private static int shortAt(byte[] code, int at) {
    return (code[at] & 0xff) << 8 | code[at + 1] & 0xff;
  }

  private static void putShort(byte[] code, int at, int value) {
    code[at] = (byte) (value >> 8);
    code[at + 1] = (byte) value;
  }
}
