import { fill, find, make, replaceChanged, stamp } from "../shared/dom.js";
import { between, moment, percent, plain, signed } from "../shared/words.js";
import { Panel } from "./panel.js";
import { policies } from "./policies.js";

const MostShown = 5;
const MinutesADay = 24 * 60;

/** The experiments, the latest first: what differs between their arms, and what came of it. */
export class Experiments extends Panel {
  #platform;
  #policy = find("#experiment-policy");
  #exploration = find("#experiment-exploration");

  /** @param {import("../platform/platform.js").Platform} platform */
  constructor(platform) {
    super("experiments");
    this.#platform = platform;
    this.#policy.append(...Object.keys(policies).map((name) => new Option(name, name)));
    this.#policy.addEventListener("change", () => this.#explain());
    find("#experiment-start").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#trying(() => this.#start(new FormData(event.target)));
    });
    find("#experiment-list").addEventListener("click", ({ target }) =>
      target.dataset.stop && this.#trying(() => this.#stop(target.dataset.stop)));
    this.#explain();
  }

  async read() {
    const { experiments } = await this.#platform.experiments();
    const shown = await Promise.all(experiments.slice(0, MostShown).map(({ name }) => this.#platform.experiment(name)));
    find("#no-experiments").hidden = shown.length > 0;
    find("#experiment-start").hidden = experiments.some(({ running }) => running);
    find("#arms-note").hidden = shown.length === 0;
    replaceChanged(find("#experiment-list"), shown.map(show));
  }

  #explain() {
    this.#exploration.closest("label").hidden = this.#policy.value === "";
    this.#exploration.disabled = this.#policy.value === ""; // What nobody sees must not keep the form from being sent.
    find("#experiment-meaning").textContent = this.#policy.value === ""
      ? "Half of the people get what everybody gets; the others what differs here."
      : `It ${policies[this.#policy.value].does}. Exploration is ${policies[this.#policy.value].amount}.`;
  }

  async #start(form) {
    const [name, mood] = [form.get("name"), form.get("mood")];
    const policy = this.#policy.value && { policy: this.#policy.value, exploration: this.#exploration.valueAsNumber };
    await this.#platform.startExperiment(name, {
      followMinutes: Number(form.get("days")) * MinutesADay,
      arms: [{ name: "as-ever", weight: 0.5 }, { name: "other", weight: 0.5, ...policy, ...(mood && { mood }) }],
    });
    await this.read();
    say(`${name} is started.`);
  }

  async #stop(name) {
    if (!confirm(`Stop ${name}? Its people get what everybody gets from then on, and it cannot go on.`)) {
      say("");
      return;
    }

    await this.#platform.stopExperiment(name);
    await this.read();
    say(`${name} is stopped. What came of it stays.`);
  }

  #trying(act) {
    return this.attempt(say, act);
  }
}

function show({ name, running, startedAt, stoppedAt, followMinutes, arms, results }) {
  const article = fill(stamp("experiment"), {
    name,
    state: `${running ? `Running since ${moment(startedAt)}` : `Ran from ${moment(startedAt)} to ${moment(stoppedAt)}`}. Each person is followed for ${lengthOf(followMinutes)}.`,
  });
  const [table, title] = [find(".wide", article), find("h3", article)];
  title.id = `experiment-${name}`;
  const stop = find("button", article);
  stop.hidden = !running;
  stop.dataset.stop = name;
  stop.textContent = `Stop ${name}`;
  table.setAttribute("aria-labelledby", title.id);
  find("tbody", article).replaceChildren(...arms.map((arm, at) => showArm(arm, results[at])));
  return article;
}

function showArm(arm, { exposed, counted, reward, satisfaction, engagementSeconds, retention, diversity }) {
  const row = fill(stamp("arm"), { name: arm.name, setting: settingOf(arm), people: `${counted} of ${exposed}` });
  row.append(
    ...[reward, satisfaction, engagementSeconds, retention, diversity].map((outcome) => {
      const cell = make("td", "");
      cell.append(...linesOf(outcome).map((text, at) => {
        const line = make("div", at === 0 ? "" : "small");
        line.append(make("bdi", "", text));
        return line;
      }));
      return cell;
    }),
  );
  return row;
}

function say(sentence) {
  find("#experiments-outcome").textContent = sentence;
}

const settingOf = ({ weight, policy, exploration, mood }) =>
  [`${percent(weight)} of people`, policy && `${policy}, exploration ${exploration}`, mood && `mood: ${mood}`].filter(Boolean).join(", ");

/** A mean, where it lies, and what it is beside the first arm's. */
function linesOf({ mean, interval, difference }) {
  if (mean === undefined) {
    return ["–"];
  }

  const lines = [plain(mean), interval ? between(interval, plain) : "too few people"];
  if (difference) {
    const { low, high } = difference.interval;
    lines.push(`${signed(difference.mean)} (${between(difference.interval)})`, low > 0 || high < 0 ? "it differs" : "");
  }

  return lines;
}

const lengthOf = (minutes) =>
  minutes % MinutesADay === 0 ? daysOf(minutes / MinutesADay) : minutes === 1 ? "a minute" : `${minutes} minutes`;

const daysOf = (days) => (days === 1 ? "a day" : `${days} days`);
