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
import java.util.stream.Stream;
import org.royaltyledger.api.setup.KeptStores;
import org.royaltyledger.api.setup.OpenStore;

/** A store with its pages and its API served on a free port, and a reader of them. */
public final class ServedStore implements AutoCloseable {

  private final KeptStores stores = new KeptStores();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final OpenStore store;

  /**
   * @param settings as on the command line
   */
  public ServedStore(Path folder, String... settings) {
    this.folder = folder;
    store =
        stores.open(
            folder.resolve("store"),
            Stream.concat(Stream.of("--server.port=0"), Stream.of(settings)).toList(),
            true);
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
    var args =
        Stream.concat(Stream.of("--data", folder.resolve("store").toString()), Stream.of(command));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        stores.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
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
   * One request.
   *
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher content, String... headers) {
    return send(method, path, content, HttpResponse.BodyHandlers.ofString(UTF_8), headers);
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
