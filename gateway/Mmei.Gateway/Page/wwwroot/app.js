import { currentKey } from "./access/key.js";
import { Gate, isOpen } from "./access/gate.js";
import { Catalog } from "./catalog/catalog.js";
import { Answers } from "./operate/answers.js";
import { Decisions } from "./operate/decisions.js";
import { Experiments } from "./operate/experiments.js";
import { Operator } from "./operate/operator.js";
import { Policy } from "./operate/policy.js";
import { Platform } from "./platform/platform.js";
import { followDirection } from "./shared/direction.js";
import { Views } from "./shared/views.js";
import { Visit } from "./visit.js";

followDirection();

const platform = new Platform(currentKey, () => gate.close("This key is not known here."));
const catalog = new Catalog(platform);
const answers = new Answers();
const decisions = new Decisions(platform);
const operator = new Operator(platform, catalog, [new Policy(platform), new Experiments(platform)]);
const views = new Views((view) => operator.show(isOpen() && view === "operator"));
const gate = new Gate(async () => {
  await catalog.look();
  await operator.start();
  operator.show(views.current === "operator");
});

new Visit(platform, (answer) => {
  answers.add(answer);
  decisions.suggest(answer);
});
gate.start();
