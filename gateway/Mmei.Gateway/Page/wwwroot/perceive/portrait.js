import { find } from "../shared/dom.js";

/** The picture that was read. It is held in memory, and let go of when the next one comes. */
export class Portrait {
  #root;
  #image;
  #address = null;

  constructor(root) {
    this.#root = root;
    this.#image = find("img", root);
  }

  /** @param {Blob | null} picture */
  show(picture) {
    if (this.#address) {
      URL.revokeObjectURL(this.#address);
    }

    this.#address = picture ? URL.createObjectURL(picture) : null;
    this.#root.hidden = picture === null;
    if (picture) {
      this.#image.src = this.#address;
    } else {
      this.#image.removeAttribute("src");
    }
  }
}
