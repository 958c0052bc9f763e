import { assertions } from "./assertions.mjs";
import { expectations } from "./expectations.mjs";
import { network } from "./reach/network.mjs";
import { objects } from "./reach/objects.mjs";
import { pods } from "./reach/pods.mjs";
import { scaling } from "./reach/scaling.mjs";
import { servers } from "./reach/servers.mjs";
import { settings } from "./reach/settings.mjs";
import { schemaProblems } from "./types.mjs";

/** That every value stands where it is meant to. */
const reach = { ...settings, ...pods, ...scaling, ...network, ...objects, ...servers };

/** Whether a check notices something: also one that cannot even read the manifests does, as a run would report its exception. */
export async function notices(check) {
  try {
    return (await check()).length > 0;
  } catch {
    return true;
  }
}

/** Everything that looks at one rendering: [sentence, check] each, where a check returns its problems. */
export function checksOf(scenario, manifests, values) {
  return [
    ...Object.entries({ ...assertions, ...reach }).map(([text, assertion]) => [text, () => assertion(manifests, values)]),
    ...Object.entries(expectations[scenario] ?? {}).map(([text, holds]) => [text, () => (holds(manifests) ? [] : ["does not hold"])]),
    [`schema of every manifest (${manifests.length})`, async () => (await Promise.all(manifests.map(schemaProblems))).flat()],
  ];
}
