import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { chart, root, tools } from "./paths.mjs";

const run = promisify(execFile);
const alertsFile = join(chart, "files/alerts.yaml");
const read = (path) => readFile(path, "utf8");

const rules = async () => parse(await read(alertsFile)).groups.flatMap((group) => group.rules);
const panels = async () => JSON.parse(await read(join(chart, "files/dashboard.json"))).panels;

/** Every query of the alerts and the dashboard, with where it stands. */
async function queries() {
  return [
    ...(await rules()).map((rule) => [rule.alert ?? rule.record, rule.expr]),
    ...(await panels()).flatMap((panel) => (panel.targets ?? []).map((target) => [`panel '${panel.title}'`, target.expr])),
  ];
}

/** The table of docs/metrics.md, which the test suite holds equal to a live scrape: labels and their values by metric. */
async function documented() {
  const rows = (await read(join(root, "docs/metrics.md"))).matchAll(/^\| `(\w+)` \| (\w+) \| [^|]+ \|([^|]*)\|/gm);
  return new Map([...rows].map(([, name, type, labels]) => [name, {
    type,
    labels: new Map(labels.split(";").filter((label) => label.includes("`")).map((label) => {
      const [key, values] = label.split(":");
      return [key.replaceAll("`", "").trim(), (values ?? "").split(",").map((value) => value.trim())];
    })),
  }]));
}

const open = ["model", "output", "service", "version", "http_request_method", "http_route", "http_response_status_code"];
const ofPrometheus = ["namespace", "pod", "le"];

/** What a query asks of metrics that nobody measures, or of labels and values that they do not have. */
function unknown(where, expr, page, records) {
  return [...expr.replace(/\bby \([^)]*\)/g, "").matchAll(/\b((?:mmei|http|messaging|dotnet)[:_][\w:]+)(?:\{([^}]*)\})?/g)].flatMap(([, name, matchers = ""]) => {
    if (records.includes(name)) return [];
    const base = page.has(name) ? name : name.replace(/_(bucket|count|sum)$/, "");
    const metric = page.get(base);
    if (!metric || (base !== name && metric.type !== "histogram")) return [`${where}: no metric ${name}`];
    return [...matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].flatMap(([, label, , value]) => {
      if (ofPrometheus.includes(label)) return [];
      const values = metric.labels.get(label);
      if (!values) return [`${where}: ${name} has no label ${label}`];
      return open.includes(label) ? [] : value.split("|").filter((one) => !values.some((known) => known.startsWith(one)))
        .map((one) => `${where}: ${label} of ${name} is never ${one}`);
    });
  });
}

async function unknownMetrics(more = []) {
  const page = await documented();
  const records = (await rules()).filter((rule) => rule.record).map((rule) => rule.record);
  return [...(await queries()), ...more].flatMap(([where, expr]) => unknown(where, expr, page, records));
}

async function promtool(...args) {
  try {
    await run("promtool", args, { cwd: tools });
    return [];
  } catch (error) {
    return [(error.stdout + error.stderr || error.message).trim()];
  }
}

/** Checks of alerts, their tests, their runbooks and the dashboard; each returns its problems. */
export const monitoring = {
  "alerts: promtool takes the rules": () => promtool("check", "rules", alertsFile),

  "alerts: each fires where it should, and not where it should not": () => promtool("test", "rules", join(tools, "alerts.test.yaml")),

  "alerts: each has a test that it fires and one that it does not": async () => {
    const tests = parse(await read(join(tools, "alerts.test.yaml"))).tests.flatMap((test) => test.alert_rule_test);
    return (await rules()).filter((rule) => rule.alert).flatMap(({ alert }) => {
      const own = tests.filter((test) => test.alertname === alert);
      return [
        ...(own.some((test) => test.exp_alerts?.length) ? [] : [`${alert}: no test that it fires`]),
        ...(own.some((test) => !test.exp_alerts?.length) ? [] : [`${alert}: no test that it does not fire`]),
      ];
    });
  },

  "alerts: each has a severity, a summary and a runbook that is there": async () => {
    const text = await read(join(root, "docs/runbooks.md"));
    const found = [...text.matchAll(/^## (Mmei\w+)$/gm)].map((match) => match[1]);
    const alerts = (await rules()).filter((rule) => rule.alert);
    return [
      ...alerts.flatMap(({ alert, labels, annotations }) => [
        ...(["page", "ticket"].includes(labels?.severity) ? [] : [`${alert}: severity ${labels?.severity}`]),
        ...(annotations?.summary ? [] : [`${alert}: no summary`]),
        ...(annotations?.runbook_url === `docs/runbooks.md#${alert.toLowerCase()}` ? [] : [`${alert}: runbook ${annotations?.runbook_url}`]),
        ...(found.includes(alert) ? [] : [`${alert}: not in docs/runbooks.md`]),
      ]),
      ...found.filter((name) => !alerts.some(({ alert }) => alert === name)).map((name) => `${name} has a runbook and is no alert`),
    ];
  },

  "alerts and dashboard ask for metrics that are measured": () => unknownMetrics(),

  "the check of metrics notices a wrong name, label and value": async () => {
    const wrong = [["a", "mmei_encoder_input_total"], ["b", 'mmei_encoder_inputs_total{kind="x"}'], ["c", 'mmei_encoder_inputs_total{outcome="lost"}'], ["d", "mmei_encoder_waiting_bucket"]];
    const problems = await unknownMetrics(wrong);
    return wrong.map(([where]) => where).filter((where) => !problems.some((problem) => problem.startsWith(`${where}:`)));
  },

  "dashboard: every query is one": async () => {
    const file = join(tmpdir(), `mmei-dashboard-${process.pid}.yaml`);
    const asked = (await queries()).filter(([where]) => where.startsWith("panel"));
    const record = (expr, index) => `      - { record: "q:${index}", expr: ${JSON.stringify(expr.replaceAll("$__rate_interval", "5m").replaceAll("$namespace", "n"))} }`;
    await writeFile(file, `groups:\n  - name: q\n    rules:\n${asked.map(([, expr], index) => record(expr, index)).join("\n")}\n`);
    try {
      return await promtool("check", "rules", file);
    } finally {
      await rm(file);
    }
  },

  "dashboard: panels have titles, descriptions and numbers of their own": async () => {
    const all = await panels();
    return [
      ...(new Set(all.map((panel) => panel.id)).size === all.length ? [] : ["two panels have one id"]),
      ...all.filter((panel) => panel.type !== "row" && !(panel.title && panel.description && panel.targets.length)).map((panel) => `panel ${panel.id}`),
    ];
  },
};
