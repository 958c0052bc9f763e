// What every view does with the document. Texts go in as texts: nothing here reads markup.

export const find = (selector, root = document) => root.querySelector(selector);

/** A copy of the template with this id. */
export const stamp = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** Puts texts where the copy of a template has `data-text`; one that is missing leaves its element hidden. */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const element = find(`[data-text="${name}"]`, root);
    element.textContent = text ?? "";
    element.hidden = !text;
  }

  return root;
}

/** A new element with a text. */
export function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }

  element.textContent = text;
  return element;
}

/** Sets a custom property, as a stylesheet reads it. */
export const style = (element, name, value) => element.style.setProperty(`--${name}`, value);

/** Puts these in place of a list's children unless they are the same: whoever reads along, or is about to press a button, keeps their place. */
export function replaceChanged(list, nodes) {
  if (nodes.length !== list.children.length || nodes.some((node, at) => !node.isEqualNode(list.children[at]))) {
    list.replaceChildren(...nodes);
  }
}
