package org.royaltyledger.api.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.royaltyledger.api.documents.Words;
import org.royaltyledger.api.problem.Problem;
import org.royaltyledger.ledger.access.Caller;
import org.royaltyledger.ledger.access.Role;
import org.royaltyledger.ledger.access.Sight;
import org.royaltyledger.ledger.intake.Quoted;
import org.royaltyledger.ledger.intake.batch.FileKind;
import org.royaltyledger.ledger.value.Refused;
import org.royaltyledger.ledger.value.Signature;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/imports}: files in, what became of them, and their rejected lines out. */
@RestController
@RequestMapping("/api/v1/imports")
class Imports {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private static final Set<FileKind> DELIVERED =
      EnumSet.of(FileKind.OUTPUTS, FileKind.USAGES, FileKind.DSR);

  /** The most seconds that an answer waits for an end. */
  private static final int LONGEST_WAIT = 30;

  private final ImportQueue queue;
  private final UploadFolder uploads;

  Imports(ImportQueue queue, UploadFolder uploads) {
    this.queue = queue;
    this.uploads = uploads;
  }

  /** Takes files, and imports them when it is their turn. */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = JSON)
  ResponseEntity<JsonNode> post(MultipartHttpServletRequest request) throws IOException {
    try (ImportQueue.Place place = queue.place()) {
      ImportJob job = taken(request);
      JsonNode document = job.document();
      place.use(job);
      return ResponseEntity.accepted().location(URI.create(job.address())).body(document);
    }
  }

  private ImportJob taken(MultipartHttpServletRequest request) throws IOException {
    List<MultipartFile> files =
        request.getMultiFileMap().values().stream().flatMap(List::stream).toList();
    requireOnlyFiles(request, files);
    Signature by = Words.signature(request.getParameterMap());
    List<Path> names =
        files.stream().map(it -> UploadName.checked(it.getOriginalFilename())).toList();
    String id = UUID.randomUUID().toString();
    Path folder = uploads.of(id);
    try {
      var paths = new ArrayList<Path>();
      for (int i = 0; i < files.size(); i++) {
        // Two files of one name may come, from two folders: in the order in which they came.
        Path own = Files.createDirectory(folder.resolve("%05d".formatted(i)));
        Path path = own.resolve(names.get(i));
        files.get(i).transferTo(path.toFile());
        paths.add(path);
      }
      List<Path> inOrder = FileKind.inOrder(paths);
      inOrder.forEach(it -> requireDeliverable(FileKind.of(it), it));
      return new ImportJob(id, folder, inOrder, by);
    } catch (IOException | RuntimeException e) {
      UploadFolder.delete(folder);
      throw e;
    }
  }

  /** Who only delivers usage does not say who earns from it. */
  private static void requireDeliverable(FileKind kind, Path file) {
    if (!Caller.now().is(Role.FINANCE) && !DELIVERED.contains(kind)) {
      throw new Refused(
          Refused.Code.NOT_ALLOWED,
          "file '%s' is of kind %s, and '%s' may deliver usages and outputs only: nothing was imported, let somebody with the role finance send it"
              .formatted(file.getFileName(), kind.written(), Caller.now().name()));
    }
  }

  /** A field that is not a file, nor who and why, is as a rule a file whose content was meant. */
  private static void requireOnlyFiles(HttpServletRequest request, List<MultipartFile> files) {
    var others = new TreeSet<>(request.getParameterMap().keySet());
    others.removeAll(Words.SIGNATURE);
    if (!others.isEmpty()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "field '%s' is not a file: nothing was imported, send files only, each with its name (curl -F file=@NAME), and 'as' and 'why' behind a question mark"
              .formatted(Quoted.shown(others.first())));
    }
    if (files.isEmpty()) {
      throw new Refused(
          Refused.Code.BAD_INPUT,
          "the request holds no file: send one or more, each with its name (curl -F file=@NAME)");
    }
  }

  /**
   * How far an import has come, and what became of it.
   *
   * @param wait the answer comes when it has ended, or after so many seconds
   */
  @GetMapping(path = "/{id}", produces = JSON)
  JsonNode job(@PathVariable String id, @RequestParam(defaultValue = "0") String wait)
      throws InterruptedException {
    ImportJob job = known(id);
    job.awaitEnd(Words.upTo("wait", wait, LONGEST_WAIT));
    return job.document();
  }

  /**
   * The file {@code rejected-FILE} of an import that is done.
   *
   * @param place among the files, where an earlier one has the same name
   */
  @GetMapping("/{id}/rejected/{file}")
  ResponseEntity<Resource> rejected(
      @PathVariable String id,
      @PathVariable String file,
      @RequestParam(required = false) @Nullable String place) {
    Integer number = place == null ? null : Words.upTo("place", place, Integer.MAX_VALUE);
    Path lines =
        known(id)
            .rejected(file, number)
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.Code.NO_IMPORT,
                        "import '%s' has no rejected lines of file '%s': ask /api/v1/imports/%s which files have"
                            .formatted(Quoted.shown(id), Quoted.shown(file), Quoted.shown(id))));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(String.valueOf(lines.getFileName()), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(lines));
  }

  private ImportJob known(String id) {
    return queue
        .find(id)
        .filter(it -> Sight.now().isAll() || it.sender().who().equals(Caller.now().name()))
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Code.NO_IMPORT,
                    "import '%s' is not known any more, or never was: send its files again, what is in already counts once"
                        .formatted(Quoted.shown(id))));
  }

  @ExceptionHandler
  ResponseEntity<JsonNode> tooLarge(MaxUploadSizeExceededException failure) {
    return Problem.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "The files are larger than this server takes: nothing was imported. Pack them with"
                + " gzip, send fewer at a time, or start the server with more in"
                + " --spring.servlet.multipart.max-file-size and max-request-size.")
        .answer();
  }

  @ExceptionHandler
  ResponseEntity<JsonNode> broken(MultipartException failure) {
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "The content could not be taken as multipart/form-data (%s): nothing was imported, send it again."
                .formatted(
                    Quoted.sentence(
                        String.valueOf(
                            NestedExceptionUtils.getMostSpecificCause(failure).getMessage()))))
        .answer();
  }
}
