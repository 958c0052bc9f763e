import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import ort from 'onnxruntime-node';

/** As a Transformers.js BertTokenizer with truncation. */
export function textEncoder({ folder, manifest, run }) {
  const { lowerCase, maxTokens } = manifest.preprocessing;
  const tokenizer = new Tokenizer(...bert(join(folder, manifest.files.vocabulary.file), lowerCase));
  return (medium) => {
    let { ids } = tokenizer.encode(medium.toString('utf8'));
    if (ids.length > maxTokens) ids = [...ids.slice(0, maxTokens - 1), ids.at(-1)];
    const row = (values) => new ort.Tensor('int64', values, [1, ids.length]);
    return run({
      input_ids: row(BigInt64Array.from(ids, BigInt)),
      attention_mask: row(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: row(new BigInt64Array(ids.length)),
    });
  };
}

/** tokenizer.json and tokenizer_config.json of a BERT model with this vocabulary. */
function bert(vocabulary, lowerCase) {
  const pieces = readFileSync(vocabulary, 'utf8').trimEnd().split('\n');
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  const json = {
    version: '1.0',
    added_tokens: special.map((content) => ({ id: vocab[content], content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: lowerCase },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', cls: ['[CLS]', vocab['[CLS]']], sep: ['[SEP]', vocab['[SEP]']] },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  };
  const config = { do_lower_case: lowerCase, cls_token: '[CLS]', sep_token: '[SEP]', pad_token: '[PAD]', unk_token: '[UNK]', mask_token: '[MASK]', tokenizer_class: 'BertTokenizer' };
  return [json, config];
}
