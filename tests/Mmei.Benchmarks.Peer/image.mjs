import ort from 'onnxruntime-node';
import sharp from 'sharp';

// One thread a picture; libvips would otherwise start as many as there are cores for each.
sharp.concurrency(1);

/** As a Transformers.js image processor: upright, centre crop, bilinear resize, rescale, normalise. */
export function imageEncoder({ manifest, run }) {
  const { width, height, scale, mean, std } = manifest.preprocessing;
  return async (medium) => {
    const pixels = await sharp(medium)
      .rotate()
      .flatten({ background: '#fff' })
      .resize(width, height, { fit: 'cover', kernel: 'linear' })
      .greyscale()
      .raw()
      .toBuffer();
    const values = new Float32Array(pixels.length);
    for (let i = 0; i < values.length; i++) values[i] = (pixels[i] * scale - mean[0]) / std[0];
    return run({ pixel_values: new ort.Tensor('float32', values, [1, 1, height, width]) });
  };
}
