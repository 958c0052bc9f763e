import { currentKey } from "./access/key.js";
import { Gate } from "./access/gate.js";
import { Catalog } from "./catalog/catalog.js";
import { Platform } from "./platform/platform.js";
import { followDirection } from "./shared/direction.js";
import { Views } from "./shared/views.js";
import { Visit } from "./visit.js";

followDirection();

const platform = new Platform(currentKey, () => gate.close("This key is not known here."));
const catalog = new Catalog(platform);
const gate = new Gate(() => catalog.look());

new Views();
new Visit(platform);
gate.start();
