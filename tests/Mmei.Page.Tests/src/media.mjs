import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./platform.mjs";

const run = promisify(execFile);
const samples = join(root, "models", "samples", "media");

/** What a fake camera sees and a fake microphone hears: one of the drawn faces and made voices that come with the project. */
export async function fakeMedia(folder, feeling) {
  const [camera, microphone] = [join(folder, "camera.y4m"), join(folder, "microphone.wav")];
  const inARoom = "scale=-2:320,pad=640:480:(ow-iw)/2:(oh-ih)/2:0xb0aca4,format=yuv420p";
  await run("ffmpeg", ["-v", "error", "-y", "-loop", "1", "-i", join(samples, `${feeling}.png`), "-t", "1", "-r", "10", "-vf", inARoom, camera]);
  await run("ffmpeg", ["-v", "error", "-y", "-i", join(samples, `${feeling}.wav`), "-ar", "48000", "-ac", "1", microphone]);
  return { camera, microphone };
}
