package org.royaltyledger.api.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.openapi.Promised;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;

/** A store with its pages and its API served on a free port, and a reader of them. */
public final class ServedStore implements AutoCloseable {

  private final KeptStores stores = new KeptStores();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final OpenStore store;
  private String token = Issuer.OF_TESTS.everything("tester");

  /**
   * @param settings as on the command line
   */
  public ServedStore(Path folder, String... settings) {
    this.folder = folder;
    store =
        stores.open(
            folder.resolve("store"),
            Stream.of(
                    List.of("--server.port=0"),
                    Issuer.OF_TESTS.settings(folder.resolve("issuer")),
                    List.of(settings))
                .flatMap(List::stream)
                .toList(),
            true);
  }

  /** Has the requests that follow come from somebody else, who may do everything. */
  public ServedStore by(String name) {
    return with(Issuer.OF_TESTS.everything(name));
  }

  /** Has the requests that follow come with another token; empty is none. */
  public ServedStore with(String token) {
    this.token = token;
    return this;
  }

  /** The header that requests come with. */
  public String authorization() {
    return "Authorization: Bearer " + token;
  }

  /** A command for this server, from whom it says to be by, who may do everything. */
  public String[] sent(String... command) {
    int as = List.of(command).indexOf("--as");
    return Stream.concat(
            Stream.of(
                "--server",
                url(),
                "--token-file",
                Issuer.OF_TESTS
                    .file(folder.resolve("issuer"), as < 0 ? "tester" : command[as + 1])
                    .toString()),
            Stream.of(command))
        .toArray(String[]::new);
  }

  public <T> T get(Class<T> type) {
    return store.get(type);
  }

  public void file(String name, String... lines) {
    try {
      Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void importAll() {
    try (Stream<Path> files = Files.list(folder)) {
      run(
          Stream.concat(Stream.of("import"), files.filter(Files::isRegularFile).map(Path::toString))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command, which must succeed; gives what it prints. */
  public String run(String... command) {
    return run(0, command);
  }

  /** Runs a command that ends with an exit code; gives what it prints. */
  public String run(int expected, String... command) {
    return commanded(
        expected,
        Stream.concat(Stream.of("--data", folder.resolve("store").toString()), Stream.of(command))
            .toArray(String[]::new));
  }

  /** Runs a command that says itself where the store is, and must succeed. */
  public String command(String... args) {
    return commanded(0, args);
  }

  private String commanded(int expected, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    assertThat(exit).as("%s%n%s", out.toString(UTF_8), err.toString(UTF_8)).isEqualTo(expected);
    return out.toString(UTF_8);
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  public HttpResponse<String> send(String method, String path) {
    return send(method, path, HttpRequest.BodyPublishers.noBody());
  }

  public HttpResponse<String> post(String path, String type, String content) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(content), "Content-Type", type);
  }

  /**
   * One request, whose answer is one that the OpenAPI document promises.
   *
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher content, String... headers) {
    HttpResponse<String> answer =
        send(method, path, content, HttpResponse.BodyHandlers.ofString(UTF_8), headers);
    if (path.startsWith("/api/v1/") && !method.equals("HEAD")) {
      Promised.requireAnswer(
          method,
          path,
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(null),
          answer.body());
    }
    return answer;
  }

  public HttpResponse<byte[]> download(String path) {
    return send(
        "GET", path, HttpRequest.BodyPublishers.noBody(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      HttpRequest.BodyPublisher content,
      HttpResponse.BodyHandler<T> read,
      String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + store.port() + path))
              .method(method, content);
      if (headers.length > 0) {
        request.headers(headers);
      }
      if (!token.isEmpty() && !List.of(headers).contains("Authorization")) {
        request.header("Authorization", "Bearer " + token);
      }
      return client.send(request.build(), read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code serve} prints it. */
  public String url() {
    return store.url();
  }

  public int port() {
    return store.port();
  }

  /** What is answered to a request as it is, which HttpClient would not send. */
  public String raw(String request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    stores.close();
  }
}
