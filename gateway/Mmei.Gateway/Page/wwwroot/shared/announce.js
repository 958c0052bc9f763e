import { find } from "./dom.js";

/** Says to those who listen to the page what others see on it. */
export const announce = (sentence) => {
  find("#announcement").textContent = sentence;
};
