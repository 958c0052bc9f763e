import ort from 'onnxruntime-node';
import sharp from 'sharp';
import { faceFinder } from './face.mjs';

// One thread a picture; libvips would otherwise start as many as there are cores for each.
sharp.concurrency(1);

/** Upright, the square around the face that the detector finds, resized, rescaled and normalised. */
export function imageEncoder({ manifest, run }, detector) {
  const { width, height, faceSide, faceRaise, scale, mean, std } = manifest.preprocessing;
  const find = faceFinder(detector);
  return async (medium) => {
    const upright = await sharp(medium).rotate().flatten({ background: '#fff' }).raw().toBuffer({ resolveWithObject: true });
    const picture = () => sharp(upright.data, { raw: upright.info });
    const face = await find(picture(), upright.info);
    if (!face) throw new Error('No face was found.');
    const { data, info } = await picture().greyscale().raw().toBuffer({ resolveWithObject: true });
    const side = faceSide * face.side;
    const [sin, cos] = [Math.sin(face.turn), Math.cos(face.turn)];
    const [x, y] = [face.x + faceRaise * face.side * sin, face.y - faceRaise * face.side * cos];
    const each = Math.max(Math.ceil(side / width), 1);
    const at = (i, size) => ((i + 0.5) / (size * each) - 0.5) * side;
    const values = new Float32Array(width * height);
    for (let row = 0; row < height * each; row++) {
      for (let column = 0; column < width * each; column++) {
        const [across, down] = [at(column, width), at(row, height)];
        const value = sampled(data, info, x + across * cos - down * sin - 0.5, y + across * sin + down * cos - 0.5);
        values[Math.floor(row / each) * width + Math.floor(column / each)] += value / each ** 2;
      }
    }
    for (let i = 0; i < values.length; i++) values[i] = (values[i] * scale - mean[0]) / std[0];
    return run({ pixel_values: new ort.Tensor('float32', values, [1, 1, height, width]) });
  };
}

/** Bilinear; beyond the picture its edge goes on. */
function sampled(data, { width, height, channels }, x, y) {
  const [column, row] = [Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const pixel = (px, py) => data[(py * width + px) * channels];
  const mix = (one, other, share) => one + (other - one) * share;
  return mix(
    mix(pixel(left, top), pixel(right, top), column - left),
    mix(pixel(left, bottom), pixel(right, bottom), column - left),
    row - top,
  );
}
