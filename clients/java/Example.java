// SPDX-License-Identifier: Apache-2.0
import elicense.Client;
import elicense.Json;
import elicense.Receipt;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A case at a counter without paper: Example URL KEY AUTHORITIES POLICY OPERATOR; on standard input the number of the applicant and the code that was scanned. */
public final class Example {
  private static final Map<String, String> MATTER = Map.of("code", "11640100MB9999001P4000109007000", "name", "往来港澳通行证签发");
  private static final String ITEM = "01", CASE = "2026-000017", DEVICE = "窗口 3";
  private static final Map<String, Object> IDENTITY_CARD =
      Map.of("type", "11100000000013127D001", "fields", List.of("姓名", "公民身份号码"));

  public static void main(String... arguments) throws Exception {
    Client client = new Client(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
    String policy = Files.readString(Path.of(arguments[3]));
    Map<String, String> operator = Map.of("operator", arguments[4]);

    System.out.println("matters " + client.matters().size());
    var input = new BufferedReader(new InputStreamReader(System.in));
    var applicant = Map.of("code_type", "111", "code", input.readLine().strip());
    var preflight = client.preflight(MATTER.get("code"), ITEM, Map.of("applicant", applicant), Client.newKey());
    for (var material : Json.list(preflight, "materials")) System.out.println(material.get("name") + " " + material.get("exemption"));

    var scan = client.scan(Map.of("code", input.readLine().strip(), "matter", MATTER, "case", CASE, "license_types", List.of(IDENTITY_CARD), "device", DEVICE,
        "operator", operator.get("operator")), Client.newKey());
    System.out.println("digits " + scan.get("match"));
    scan = client.await(scan, Duration.ofSeconds(2));
    if (!scan.get("state").equals("given")) throw new IllegalStateException("the holder gave nothing: " + scan.get("state"));

    var submission = client.submit(scan, ITEM, operator, Client.newKey());
    String id = (String) submission.get("id");
    for (var material : Json.list(submission, "materials")) {
      if (material.get("state").equals("refused")) throw new IllegalStateException(material.get("name") + ": " + material.get("reason"));
      for (var field : Json.list(Json.object(material.get("data")), "fields")) System.out.println(field.get("title") + " " + field.get("value"));
    }
    var copies = Json.object(Json.list(submission, "materials").get(0).get("copy"));
    byte[] copy = client.document((String) copies.get("ofd"));
    System.out.println("outcome " + client.outcome(id, "accepted", operator).get("state"));

    byte[] receipt = client.receipt(id);
    System.out.println("proven " + Receipt.check(receipt, policy, copy).get("number"));
    Files.write(Path.of("receipt.txt"), receipt);
    Files.write(Path.of("copy.ofd"), copy);
  }
}
