import { close, open } from "./device.js";

const LongestSide = 1280;
const JpegQuality = 0.9;

/** The camera: shows what it sees, and takes a picture when it is asked to. */
export class Camera {
  #video;
  #stream = null;

  /** @param {HTMLVideoElement} video Where the person sees themselves. */
  constructor(video) {
    this.#video = video;
  }

  get isOn() {
    return this.#stream !== null;
  }

  /** @param {() => void} lost Called when the camera goes away by itself. */
  async turnOn(lost) {
    this.#stream = await open("camera", { video: { facingMode: "user", width: { ideal: LongestSide } } });
    this.#stream.getVideoTracks()[0].addEventListener("ended", lost);
    this.#video.srcObject = this.#stream;
    await this.#video.play();
  }

  turnOff() {
    if (this.#stream) {
      close(this.#stream);
      this.#stream = null;
      this.#video.srcObject = null;
    }
  }

  /** @returns {Promise<Blob>} What the camera sees now, as JPEG. */
  takePicture() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const scale = Math.min(1, LongestSide / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(this.#video, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JpegQuality));
  }
}
