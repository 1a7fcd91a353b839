package org.royaltyledger.api.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.royaltyledger.api.access.Issuer;
import org.royaltyledger.api.access.TwoLabels;
import org.royaltyledger.api.console.ServedStore;
import org.royaltyledger.api.scenario.Verifiers;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.value.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server hands out in files is what the commands write on a store of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class HandedOutTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MONTH = "2026-10";
  private static final String JSON_TYPE = "application/json";

  /** Of the log that each export makes longer, or of the sums of those. */
  private static final List<String> OF_THE_LOG =
      List.of("SHA256SUMS", "blocks.ndjson", "checkpoint", "consistency.json", "events.ndjson");

  @TempDir private Path folder;
  private Path home;
  private ServedStore served;

  @BeforeAll
  void months(@TempDir Path temporary) {
    home = temporary;
    served = TwoLabels.served(temporary);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private HttpResponse<String> asked(String party) {
    return served.post(
        "/api/v1/evidence",
        JSON_TYPE,
        "{\"period\":\"%s\",\"party\":\"%s\"}".formatted(MONTH, party));
  }

  /** The file of a job, and that it is the one that the job says. */
  private byte[] file(HttpResponse<String> begun) {
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String job = begun.headers().firstValue("Location").orElseThrow();
    JsonNode made = JSON.readTree(served.get(job + "?wait=30").body());
    assertThat(made.path("state").stringValue()).as(made.toString()).isEqualTo("done");
    HttpResponse<byte[]> answer = served.download(made.path("file").path("address").stringValue());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Sha256.hex(answer.body())).isEqualTo(made.path("file").path("sha256").stringValue());
    assertThat(answer.body()).hasSize(made.path("file").path("size").intValue());
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .contains(made.path("file").path("name").stringValue());
    return answer.body();
  }

  private static Path unpacked(byte[] zip, Path to) throws IOException {
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      var names = new ArrayList<String>();
      for (ZipEntry it = entries.getNextEntry(); it != null; it = entries.getNextEntry()) {
        names.add(it.getName());
        Path file = to.resolve(it.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, entries.readAllBytes());
      }
      assertThat(names).isSorted();
      return to;
    }
  }

  private static SortedMap<String, String> files(Path of) throws IOException {
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(of)) {
      for (Path it : all.filter(Files::isRegularFile).toList()) {
        files.put(of.relativize(it).toString(), Files.readString(it));
      }
    }
    return files;
  }

  /** But for what the next export of the same log has otherwise. */
  private static SortedMap<String, String> lasting(Path of) throws IOException {
    SortedMap<String, String> files = files(of);
    OF_THE_LOG.forEach(it -> files.replace(it, ""));
    return files;
  }

  private Path exported(String party, String name) {
    Path out = folder.resolve(name);
    served.run("audit", "export", "--period", MONTH, "--party", party, "--out", out.toString());
    return out;
  }

  @Test
  void evidence_is_the_folder_that_the_command_writes() throws IOException {
    Path here = exported("north", "here");
    served.by("finance-1");
    Path there = unpacked(file(asked("north")), folder.resolve("there"));

    assertThat(lasting(there)).isEqualTo(lasting(here));
    assertThat(files(there).toString()).doesNotContain("south", "South", "s-song", "S-LIC");
    Verifiers.PYTHON.require();
    Verifiers.Said said = Verifiers.PYTHON.check(there, "keys", ".");
    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("ok\t"));
  }

  @Test
  void partner_makes_none_as_it_has_who_listened() {
    served.with(Issuer.OF_TESTS.token("north-1", List.of(Role.PARTNER), List.of("north")));

    HttpResponse<String> answer = asked("north");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("NOT_ALLOWED");
    assertThat(served.get("/api/v1/jobs").body()).doesNotContain("north");
  }

  @Test
  void backup_of_a_server_is_restored_as_the_store_that_it_is_of() throws IOException {
    String before = served.run("statements", MONTH, "--format", "json");
    Path file =
        Files.write(
            folder.resolve("ledger.backup"),
            file(served.by("admin-1").post("/api/v1/backups", JSON_TYPE, "{\"why\":\"nightly\"}")));
    String other = folder.resolve("restored").toString();

    served.command("--data", other, "restore", file.toString());

    Files.copy(home.resolve("store/vault-key"), Path.of(other).resolve("vault-key"));
    assertThat(served.command("--data", other, "statements", MONTH, "--format", "json"))
        .isEqualTo(before);
    assertThat(served.command("--data", other, "log", "--from", "1", "--limit", "10000"))
        .contains("exported", "admin-1", "nightly");
  }
}
