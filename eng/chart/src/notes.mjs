import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { render } from "./helm.mjs";
import { chart, scenarios } from "./paths.mjs";

/** What is said after an installation; helm says it to a cluster alone, so the chart is given a manifest that holds it. */
async function notesOf(scenario) {
  const folder = await mkdtemp(join(tmpdir(), "mmei-notes-"));
  try {
    await cp(chart, folder, { recursive: true });
    const notes = await readFile(join(chart, "templates/NOTES.txt"), "utf8");
    await writeFile(join(folder, "templates/notes.yaml"), `kind: Notes\ntext: {{ include "notes" . | quote }}\n{{- define "notes" }}${notes}{{- end }}\n`);
    const files = [join(scenarios, `${scenario}-values.yaml`)];
    return (await render({ folder, files, scenario })).find(({ kind }) => kind === "Notes").text;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const says = (scenario, ...sentences) => async () => {
  const notes = await notesOf(scenario);
  return sentences.filter((sentence) => !notes.includes(sentence)).map((sentence) => `does not say '${sentence}':\n${notes}`);
};

/** What the notes must say, by scenario. */
export const notes = {
  "notes: every secret of production is named": says("prod",
    "mmei-keda-bus: username, password", "mmei-vision-bus: username, password (of vision)", "mmei-sealing: password", "mmei-postgres: connection-string", "mmei-qdrant: api-key",
    "mmei-api-keys: acme-2026 acme-2027 globex", "registry: of the image registry", "mmei-tls: tls.crt, tls.key", "https://mmei.example.com/"),
  "notes: claim and authorities are named": says("external", "Claim with the models: mmei-models", "company-ca: certificates of authorities"),
  "notes: the way in is named without an ingress": says("minimal", "port-forward service/mmei-gateway 8080:80", "Nobody scrapes the metrics"),
  "notes: servers for development are named as such": says("bundled", "Servers for development run beside it (postgresql, qdrant, rabbitmq): one pod each, without TLS, replicas and backup",
    "database: connection-string, pass", "Host=database;Database=mmei;Username=mmei;Password=...", "delete pvc -l app.kubernetes.io/instance=mmei"),
  "notes: the route's host is named": says("custom", "feelings.example.com (HTTPRoute)", "mmei-bus: user, password"),
};
