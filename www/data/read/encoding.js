// Which encoding bytes are in, and what they say.

/** @typedef {'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'} Encoding */

/** @type {Encoding[]} */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/**
 * The encoding of a file by its first bytes: a byte order mark, else the zero bytes of UTF-16, else UTF-8 if these are
 * valid UTF-8. `certain` is false for UTF-8 without a mark: a later byte may still show that it is Windows-1252.
 * @param {Uint8Array} bytes the first ones of the file
 * @returns {{ encoding: Encoding, certain: boolean }}
 */
export function sniffEncoding(bytes) {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', certain: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', certain: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', certain: true };
  const zeros = [0, 0];
  const head = bytes.subarray(0, 4096);
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] += 1;
  });
  if (zeros[1] > head.length / 8 && zeros[0] === 0) return { encoding: 'utf-16le', certain: true };
  if (zeros[0] > head.length / 8 && zeros[1] === 0) return { encoding: 'utf-16be', certain: true };
  return { encoding: 'utf-8', certain: false };
}

/** Beginnings of files that are no text. @type {[string, number[]][]} */
const signatures = [
  ['spreadsheetFile', [0x50, 0x4b, 3, 4]],
  ['spreadsheetFile', [0xd0, 0xcf, 0x11, 0xe0]],
  ['binary', [0x25, 0x50, 0x44, 0x46]],
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x1f, 0x8b]],
  ['binary', [0x47, 0x49, 0x46, 0x38]],
  ['binary', [0x89, 0x48, 0x44, 0x46]],
];

/**
 * Why these bytes are no text, or null.
 * @param {Uint8Array} bytes the first ones of the file
 * @param {Encoding} encoding
 * @returns {string | null} an error code
 */
export function notText(bytes, encoding) {
  for (const [code, signature] of signatures) if (signature.every((byte, i) => bytes[i] === byte)) return code;
  if (encoding.startsWith('utf-16')) return null;
  const isControl = (/** @type {number} */ byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27);
  const controls = bytes.subarray(0, 4096).reduce((count, byte) => count + Number(isControl(byte)), 0);
  return controls > Math.min(bytes.length, 4096) / 100 ? 'binary' : null;
}

/**
 * Decodes a file piece by piece. UTF-8 that was only supposed is checked: `decode` throws a TypeError at the first byte
 * that cannot be UTF-8.
 * @param {Encoding} encoding
 * @param {boolean} certain
 */
export const decoderOf = (encoding, certain) => new TextDecoder(encoding, { fatal: encoding === 'utf-8' && !certain });
