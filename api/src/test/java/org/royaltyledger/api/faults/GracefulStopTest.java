package org.royaltyledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.access.Issuer;

/** A server that is told to stop ends what it has begun, and begins nothing more. */
class GracefulStopTest {

  private static final Pattern PORT = Pattern.compile("serving on http://127\\.0\\.0\\.1:(\\d+) ");

  /** What a shell says of a process that SIGTERM ended. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @BeforeEach
  void offer() throws IOException {
    Path parties = folder.resolve("parties.csv");
    Path offerings = folder.resolve("offerings.csv");
    Files.writeString(parties, "partyId,name,kind\nsvc,Stream AB,SERVICE\n");
    Files.writeString(offerings, "offering,service,scope,weights\nremix,svc,GENERATE,\n");
    try (Child imported = start("import", parties.toString(), offerings.toString())) {
      assertThat(imported.exit()).as(imported.err()).isZero();
    }
  }

  private Child start(String... command) {
    var words = new ArrayList<>(List.of(command));
    if (words.getFirst().equals("serve")) {
      words.addAll(Issuer.OF_TESTS.settings(folder.resolve("issuer")));
    }
    return Child.start(folder.resolve("store"), words);
  }

  private static int port(Child server) {
    assertThat(server.runsUntil(() -> PORT.matcher(server.out()).find())).as(server.err()).isTrue();
    Matcher port = PORT.matcher(server.out());
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static String usage(String id) {
    return """
    {"usageId":"%s","usedAt":"2026-10-03T12:00:00Z","useType":"OnDemandStream",\
    "offering":"remix","territory":"SE","contributions":[{"asset":"A","weight":1}]}
    """
        .formatted(id);
  }

  /** Sends the head of a request for usages, and the first of two. */
  private static Socket begun(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    send(
        socket,
        """
        POST /api/v1/usages HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Content-Type: application/x-ndjson\r
        Content-Length: %d\r
        Expect: 100-continue\r
        Connection: close\r
        \r
        """
            .formatted(
                port,
                Issuer.OF_TESTS.everything("service-1"),
                usage("u-1").length() + usage("u-2").length()));
    // The server reads the content: the request is under way.
    var told = new StringBuilder();
    while (!told.toString().endsWith("\r\n\r\n")) {
      told.append((char) socket.getInputStream().read());
    }
    assertThat(told.toString()).startsWith("HTTP/1.1 100");
    send(socket, usage("u-1"));
    return socket;
  }

  private static void send(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(UTF_8));
    to.getOutputStream().flush();
  }

  private static boolean refusesOthers(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void request_under_way_is_answered_and_a_new_one_is_refused() throws IOException {
    try (Child server = start("serve", "--server.port=0")) {
      int port = port(server);
      try (Socket request = begun(port)) {
        server.terminate();
        assertThat(server.runsUntil(() -> refusesOthers(port))).as(server.err()).isTrue();
        send(request, usage("u-2"));
        assertThat(new String(request.getInputStream().readAllBytes(), UTF_8))
            .contains("HTTP/1.1 200", "\"usageId\":\"u-1\"", "\"usageId\":\"u-2\"", "ACCEPTED")
            .doesNotContain("REJECTED");
      }
      assertThat(server.exit()).as(server.err()).isEqualTo(TERMINATED);
    }
    try (Child check = start("check")) {
      assertThat(check.exit()).as(check.err()).isZero();
      assertThat(check.out()).contains("2 usages");
    }
  }

  @Test
  void request_that_never_ends_keeps_a_server_for_as_long_as_it_was_told() throws IOException {
    try (Child server =
        start("serve", "--server.port=0", "--spring.lifecycle.timeout-per-shutdown-phase=1s")) {
      try (Socket _ = begun(port(server))) {
        server.terminate();
        assertThat(server.exit()).as(server.err()).isEqualTo(TERMINATED);
      }
    }
    try (Child check = start("check")) {
      assertThat(check.exit()).as(check.err()).isZero();
    }
  }
}
