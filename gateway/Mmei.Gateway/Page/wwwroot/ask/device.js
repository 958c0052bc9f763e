/** A camera or microphone that the browser did not give, as a sentence that says what to do. */
export class DeviceRefusal extends Error {}

const Secure = "Browsers give cameras and microphones only to pages over https, or to those of this machine itself.";

/**
 * @param {string} name What is asked for: "camera" or "microphone".
 * @param {MediaStreamConstraints} constraints
 * @returns {Promise<MediaStream>}
 */
export async function open(name, constraints) {
  if (!navigator.mediaDevices) {
    throw new DeviceRefusal(Secure);
  }

  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (error) {
    throw new DeviceRefusal(sentenceOf(error, name));
  }
}

export const close = (stream) => stream.getTracks().forEach((track) => track.stop());

function sentenceOf(error, name) {
  switch (error.name) {
    case "NotAllowedError":
      return `The browser did not let this page use the ${name}. You can allow it beside the address.`;
    case "NotFoundError":
      return `There is no ${name} here.`;
    case "NotReadableError":
      return `Another program is using the ${name}.`;
    default:
      return `The ${name} could not be turned on.`;
  }
}
