// SPDX-License-Identifier: Apache-2.0
package elicense;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** License-free submission for systems of authorities (docs/integration.md). */
public final class Client {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500), LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** An answer that is none of 2xx: problem+json (docs/errors.md). */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    public final int status;
    public final String code;
    public final transient Map<String, Object> problem;
    private final String retryAfter;

    Refused(HttpResponse<byte[]> answer) {
      this(answer, problemOf(answer.body()));
    }

    private Refused(HttpResponse<byte[]> answer, Map<String, Object> problem) {
      super(answer.statusCode() + " " + problem.get("code") + ": " + problem.get("title") + " " + problem.get("next_step") + " "
          + problem.getOrDefault("detail", ""));
      status = answer.statusCode();
      this.problem = problem;
      code = (String) problem.get("code");
      retryAfter = answer.headers().firstValue("Retry-After").orElse("");
    }

    private static Map<String, Object> problemOf(byte[] body) {
      try {
        return Json.object(Json.parse(new String(body, StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException | ClassCastException error) { // a gateway's page
        return Map.of();
      }
    }
  }

  private final String url;
  private final Key key;
  private final HttpClient http;

  /** key: the file of {@code elicense client add --out}; authorities: PEM, whom to believe the service's TLS; null: the JDK's store. */
  public Client(String url, Path key, Path authorities) throws IOException, GeneralSecurityException {
    this.url = url.replaceAll("/+$", "");
    this.key = Key.read(key);
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
    http = (authorities == null ? builder : builder.sslContext(trusting(authorities))).build();
  }

  public List<Map<String, Object>> matters() throws IOException, InterruptedException {
    return Json.list(json("GET", "/v1/matters", null, null), "matters");
  }

  public Map<String, Object> matter(String code) throws IOException, InterruptedException {
    return json("GET", "/v1/matters/" + quoted(code), null, null);
  }

  /** more: applicant, or authorization with case, operator and device; facts. */
  public Map<String, Object> preflight(String matter, String item, Map<String, ?> more, String idempotencyKey)
      throws IOException, InterruptedException {
    return json("POST", "/v1/matters/" + quoted(matter) + "/preflight", with(more, "item", item), idempotencyKey);
  }

  /** wish: code as the scanner read it, matter, case, license_types, device, operator; uses, document_number. */
  public Map<String, Object> scan(Map<String, ?> wish, String idempotencyKey) throws IOException, InterruptedException {
    return json("POST", "/v1/scans", wish, idempotencyKey);
  }

  /** The scan once the holder has answered, or the time for an answer is over. */
  public Map<String, Object> await(Map<String, Object> scan, Duration interval) throws IOException, InterruptedException {
    while (scan.get("state").equals("waiting")) {
      Thread.sleep(interval.toMillis());
      scan = json("GET", "/v1/scans/" + quoted((String) scan.get("id")), null, null);
    }
    return scan;
  }

  /** What the scan gave, for its matter and case; send the same key again to go on after a fault. more: operator, materials, facts. */
  public Map<String, Object> submit(Map<String, Object> scan, String item, Map<String, ?> more, String idempotencyKey)
      throws IOException, InterruptedException {
    Map<String, Object> wish = with(more, "item", item);
    wish.put("authorization", Json.list(scan, "given").stream().map(given -> given.get("use_code")).toList());
    wish.put("matter", Json.object(scan.get("matter")).get("code"));
    wish.put("case", scan.get("case"));
    wish.put("device", scan.get("device"));
    return json("POST", "/v1/submissions", wish, idempotencyKey);
  }

  public Map<String, Object> submission(String id) throws IOException, InterruptedException {
    return json("GET", "/v1/submissions/" + quoted(id), null, null);
  }

  /** An annotated copy; address: ofd, pdf or png of the material's copy. */
  public byte[] document(String address) throws IOException, InterruptedException {
    return call("GET", address, null, null);
  }

  /** accepted, refused or paper-demanded, once: when no answer comes, submission() tells whether it arrived. more: reason, operator. */
  public Map<String, Object> outcome(String id, String outcome, Map<String, ?> more) throws IOException, InterruptedException {
    return json("POST", "/v1/submissions/" + quoted(id) + "/outcome", with(more, "outcome", outcome), null);
  }

  public byte[] receipt(String id) throws IOException, InterruptedException {
    return call("GET", "/v1/submissions/" + quoted(id) + "/receipt", null, null);
  }

  public static String newKey() {
    return UUID.randomUUID().toString();
  }

  private Map<String, Object> json(String method, String path, Map<String, ?> value, String idempotencyKey)
      throws IOException, InterruptedException {
    return Json.object(Json.parse(new String(call(method, path, value, idempotencyKey), StandardCharsets.UTF_8)));
  }

  // Every attempt is signed anew and carries the same Idempotency-Key.
  private byte[] call(String method, String path, Map<String, ?> value, String idempotencyKey) throws IOException, InterruptedException {
    boolean repeatable = method.equals("GET") || idempotencyKey != null;
    for (int attempt = 1;; attempt++) {
      Duration pause = backoff(attempt);
      try {
        HttpResponse<byte[]> answer = http.send(request(method, path, value, idempotencyKey), BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 == 2) return answer.body();
        throw new Refused(answer);
      } catch (Refused refused) {
        if (refused.retryAfter.matches("\\d{1,9}")) pause = Duration.ofSeconds(Long.parseLong(refused.retryAfter));
        if (attempt == ATTEMPTS || pause.compareTo(LONGEST_PAUSE) > 0 || !mayRepeat(refused, repeatable)) throw refused;
      } catch (IOException error) {
        if (attempt == ATTEMPTS || !repeatable) throw error;
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private static boolean mayRepeat(Refused refused, boolean repeatable) {
    boolean nothingWasDone = refused.status == 429 || "SIGNATURE_BEFORE_START".equals(refused.code);
    boolean sentTwice = "SIGNATURE_REPLAYED".equals(refused.code); // HttpClient sends a GET again itself when the connection ended
    return nothingWasDone || repeatable && (sentTwice || List.of(502, 503, 504).contains(refused.status));
  }

  private static Duration backoff(int attempt) {
    long most = Math.min(FIRST_PAUSE.toMillis() << (attempt - 1), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }

  private HttpRequest request(String method, String path, Map<String, ?> value, String idempotencyKey)
      throws IOException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    byte[] body = value == null ? new byte[0] : Json.write(value).getBytes(StandardCharsets.UTF_8);
    if (value != null) headers.put("content-type", "application/json");
    if (value != null) headers.put("content-digest", "sm3=:" + base64(Sm3.of(body)) + ":");
    if (idempotencyKey != null) headers.put("idempotency-key", idempotencyKey);
    URI target = URI.create(url + path);
    sign(method, target, headers);
    HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(TIMEOUT);
    headers.forEach(request::header);
    return request.method(method, value == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)).build();
  }

  // RFC 9421 as docs/access.md narrows it: all of these headers are covered.
  private void sign(String method, URI target, Map<String, String> headers) throws IOException, InterruptedException {
    Map<String, String> covered = new LinkedHashMap<>();
    covered.put("@method", method);
    covered.put("@authority", target.getRawAuthority().toLowerCase().replaceAll(":443$", ""));
    covered.put("@path", target.getRawPath());
    covered.put("@query", "?" + (target.getRawQuery() == null ? "" : target.getRawQuery()));
    covered.putAll(headers);
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    String parameters = covered.keySet().stream().map(Json::write).collect(Collectors.joining(" ", "(", ")"))
        + ";created=" + System.currentTimeMillis() / 1000 + ";keyid=\"" + key.id() + "\";alg=\"" + key.algorithm() + "\";nonce=\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce) + "\"";
    String base = covered.entrySet().stream().map(one -> Json.write(one.getKey()) + ": " + one.getValue() + "\n").collect(Collectors.joining())
        + "\"@signature-params\": " + parameters;
    headers.put("signature-input", "sig=" + parameters);
    headers.put("signature", "sig=:" + base64(key.sign(base)) + ":");
  }

  private static SSLContext trusting(Path authorities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authorities)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem))
        store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static Map<String, Object> with(Map<String, ?> more, String name, Object value) {
    Map<String, Object> all = new HashMap<>(more);
    all.put(name, value);
    return all;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String quoted(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
