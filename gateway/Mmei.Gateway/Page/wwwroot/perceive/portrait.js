import { find, style } from "../shared/dom.js";

/** The picture that was read, with the face outlined in it. It is held in memory, and let go of when the next one comes. */
export class Portrait {
  #root;
  #image;
  #address = null;

  constructor(root) {
    this.#root = root;
    this.#image = find("img", root);
  }

  /**
   * @param {Blob | null} picture
   * @param {{ x: number, y: number, width: number, height: number }} face Where it is, in shares of the picture.
   */
  show(picture, face) {
    if (this.#address) {
      URL.revokeObjectURL(this.#address);
    }

    this.#address = picture ? URL.createObjectURL(picture) : null;
    this.#root.hidden = picture === null;
    if (picture) {
      this.#image.src = this.#address;
      this.#outline(face);
    } else {
      this.#image.removeAttribute("src");
    }
  }

  #outline(face) {
    const outline = find(".outline", this.#root);
    outline.hidden = !face;
    for (const [name, share] of Object.entries(face ?? {})) {
      style(outline, name, share);
    }
  }
}
