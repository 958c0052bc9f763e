// The key is kept for this tab alone, and never stays in the address: addresses are shared, bookmarked and logged.

const Slot = "mmei-key";
const InAddress = /(^|&)key=([^&]*)/;

export const currentKey = () => sessionStorage.getItem(Slot);

export const keepKey = (key) => sessionStorage.setItem(Slot, key);

export const forgetKey = () => sessionStorage.removeItem(Slot);

/** Takes the key out of an address such as `/#key=...`. */
export function takeKeyFromAddress() {
  const hash = location.hash.slice(1);
  const found = InAddress.exec(hash);
  if (!found) {
    return;
  }

  keepKey(decoded(found[2]));
  const rest = hash.replace(InAddress, "");
  history.replaceState(null, "", location.pathname + location.search + (rest ? `#${rest}` : ""));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign: it is taken as it stands, and the platform says whether it is a key.
    return text;
  }
}
