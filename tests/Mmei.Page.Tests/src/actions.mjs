// What a person does on the page.

export async function say(page, words) {
  await page.getByLabel("In your words").fill(words);
  await ask(page);
}

export async function ask(page) {
  const answered = page.waitForResponse((response) => response.url().endsWith("/v1/observations"));
  await page.getByRole("button", { name: "See what fits" }).click();
  await answered;
  await page.locator('#ask[aria-busy="false"]').waitFor();
}

/** Turns on the camera or the microphone, and agrees to what the notice says. */
export async function turnOn(page, name) {
  await page.getByRole("switch", { name }).click();
  await page.getByRole("dialog").getByRole("button", { name: "I agree" }).click();
  await page.getByRole("switch", { name, checked: true }).waitFor();
}

export const cards = (page) => page.locator("#items > li");

export const titles = (page) => page.locator("#items h3").allTextContents();

/** Says something about the item with this title, and waits until the list has listened. */
export async function tell(page, kind, title) {
  await page.getByRole("button", { name: `${kind}: ${title}`, exact: true }).click();
  const note = page.locator("#items-note");
  await note.filter({ hasText: title }).waitFor();
  return note.textContent();
}

export async function openOperator(page) {
  await page.getByRole("link", { name: "Operator" }).click();
  await page.getByRole("heading", { name: "Operator" }).waitFor();
  for (const panel of ["#policy", "#experiments"]) {
    await page.locator(`${panel} [data-known]:visible, ${panel} [data-complaint]:not(:empty)`).waitFor();
  }
}
