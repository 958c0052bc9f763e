import ort from 'onnxruntime-node';

/** How much of the detector's image the picture takes: a face that fills it is found less often. */
const fill = 0.5;

/**
 * Finds the face: one look of the detector, and the mean of the candidates that overlap the surest by their scores. It gives the face's
 * middle, its side and how far it is turned, in pixels and radians, or null. The service looks a second time where a face is small or large.
 */
export function faceFinder({ manifest, session }) {
  const { side, minScore, maxOverlap } = manifest.preprocessing;
  return async (picture, { width: original }) => {
    const inner = side * fill;
    const resized = picture.resize(inner, inner, { fit: 'inside', kernel: 'linear' });
    const { data, info } = await resized.raw().toBuffer({ resolveWithObject: true });
    const left = (side - info.width) >> 1;
    const top = (side - info.height) >> 1;
    const image = new Float32Array(3 * side * side).fill(-1);
    for (let y = 0, from = 0; y < info.height; y++) {
      let to = 3 * ((top + y) * side + left);
      for (let i = 0; i < 3 * info.width; i++) image[to++] = data[from++] / 127.5 - 1;
    }
    const { boxes, points, scores } = await session.run({ image: new ort.Tensor('float32', image, [1, side, side, 3]) });
    const box = (place) => boxes.data.subarray(4 * place, 4 * place + 4);
    const best = scores.data.indexOf(scores.data.reduce((one, other) => Math.max(one, other)));
    if (scores.data[best] <= minScore) return null;
    const mean = new Float64Array(8);
    let weight = 0;
    scores.data.forEach((score, place) => {
      if (score <= minScore || (place !== best && overlap(box(place), box(best)) <= maxOverlap)) return;
      [...box(place), ...points.data.subarray(12 * place, 12 * place + 4)].forEach((value, i) => (mean[i] += score * value));
      weight += score;
    });
    const scale = original / info.width;
    const [x1, y1, x2, y2, rightX, rightY, leftX, leftY] = mean.map((sum, i) => ((sum / weight) * side - (i % 2 ? top : left)) * scale);
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, side: (x2 - x1 + y2 - y1) / 2, turn: Math.atan2(leftY - rightY, leftX - rightX) };
  };
}

function overlap(one, other) {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  if (width <= 0 || height <= 0) return 0;
  const [area, otherArea] = [one, other].map(([x1, y1, x2, y2]) => (x2 - x1) * (y2 - y1));
  return (width * height) / (area + otherArea - width * height);
}
