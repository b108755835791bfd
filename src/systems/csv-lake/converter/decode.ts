// The text of a CSV file, whatever encoding it was saved in. The whole file decides, because a first "ã" may stand in its
// last line.

import { isUtf8 } from 'node:buffer';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'windows-1252';

export interface Decoded {
  /** Lines end in "\n". No byte order mark and no NUL, because PostgreSQL refuses a NUL. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** A file that says nothing and is not UTF-8 is windows-1252, as Excel in Brazil saves "CSV". It contains Latin-1. */
export function decode(bytes: Buffer): Decoded {
  const encoding = encodingOf(bytes);
  const text = READ[encoding](bytes);
  const plain = text.includes('\0') ? text.replaceAll('\0', '') : text;
  const marked = plain.charCodeAt(0) === BYTE_ORDER_MARK;
  return { text: lines(marked ? plain.slice(1) : plain), encoding };
}

const BYTE_ORDER_MARK = 0xfeff;

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  return isUtf8(bytes) ? 'UTF-8' : 'windows-1252';
}

/** Half of a pair of surrogates, which UTF-8 cannot write, becomes U+FFFD. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const READ: Readonly<Record<Encoding, (bytes: Buffer) => string>> = {
  'UTF-8': (bytes) => bytes.toString('utf8'),
  'UTF-16LE': (bytes) => wellFormed(bytes.toString('utf16le')),
  'UTF-16BE': (bytes) =>
    wellFormed(
      Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le'),
    ),
  'windows-1252': (bytes) => bytes.toString('latin1').replace(/[\x80-\x9f]/g, (letter) => windows(letter)),
};

/** 0x80 to 0x9F, where windows-1252 differs from Latin-1 (WHATWG Encoding). Node 20 reads these as Latin-1. */
const DIFFERENT = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const windows = (letter: string) => DIFFERENT[letter.charCodeAt(0) - 0x80] as string;

/** Also within quotation marks: a cell with two lines is the same in every file. */
const lines = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
