const Duration = 450;

/**
 * Changes a list, and lets what stays in it glide to its new place: it is seen where everything went.
 * @param {HTMLElement} list Of elements with a `data-id`.
 * @param {() => void} change
 */
export function glide(list, change) {
  const before = new Map([...list.children].map((child) => [child.dataset.id, child.getBoundingClientRect()]));
  change();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    return;
  }

  for (const child of list.children) {
    const was = before.get(child.dataset.id);
    const is = child.getBoundingClientRect();
    const from = was ? { transform: `translate(${was.x - is.x}px, ${was.y - is.y}px)` } : { opacity: 0 };
    child.animate([from, {}], { duration: Duration, easing: "cubic-bezier(.2, .7, .2, 1)" });
  }
}
