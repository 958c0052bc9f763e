// Serves the encoders' ONNX files over HTTP as a user of onnxruntime-node would: one process, one asynchronous run per request, the library's
// default threads, no batching of requests. Preprocessing is what Transformers.js does, with the libraries it does it with.
//
//   node server.mjs MODELS_ROOT     prints "listening PORT" once every model is loaded and warm
//
// POST /image, /audio or /text with the medium as the body; the answer is the tokens as float32, row-major.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { audioEncoder } from './audio.mjs';
import { imageEncoder } from './image.mjs';
import { openModel } from './model.mjs';
import { textEncoder } from './text.mjs';

const root = process.argv[2];
const [image, face, audio, voice, text] = await Promise.all(
  ['face-vit', 'face-detector', 'speech-wav2vec2', 'voice-detector', 'text-bert'].map((name) => openModel(join(root, name, '1'))),
);
const encoders = { '/image': imageEncoder(image, face), '/audio': audioEncoder(audio, voice), '/text': textEncoder(text) };

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  const encode = request.method === 'POST' && encoders[request.url];
  if (!encode) {
    response.writeHead(404).end();
    return;
  }
  try {
    const tokens = await encode(await read(request));
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': tokens.byteLength });
    response.end(Buffer.from(tokens.buffer, tokens.byteOffset, tokens.byteLength));
  } catch (error) {
    response.writeHead(422, { 'content-type': 'text/plain' }).end(error.message);
  }
});

server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));

// Whoever started it keeps its standard input open; when that ends, so does this.
process.stdin.on('end', () => process.exit(0)).resume();
