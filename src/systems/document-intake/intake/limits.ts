// What a document may cost at most. A hostile document ends at one of these, and so is rejected with a reason.

const KB = 1024;
const MB = KB * KB;

/** Bytes of an object that is read at all. The size stands in the event, so a larger one is rejected before it is read. */
export const LARGEST_DOCUMENT = 20 * MB;

export const XML = {
  /** Bytes. SEFAZ takes an invoice of at most 500 kB (Manual de Orientação do Contribuinte 7.0, "Tamanho das mensagens"). */
  bytes: 5 * MB,
  /** Elements inside elements. An NF-e has about ten. */
  depth: 64,
  elements: 200_000,
} as const;

export const ZIP = {
  entries: 2_000,
  /** Bytes that may come out of all parts together, counted while they are inflated: what the zip says of itself is not trusted. */
  inflated: 200 * MB,
} as const;

export const SHEET = {
  sheets: 100,
  cells: 2_000_000,
  /** XML elements in one part: a cell has up to three. */
  elements: 8_000_000,
  /** Excel's own limit (Microsoft, "Excel specifications and limits"). */
  columns: 16_384,
  /** Characters of one cell: Excel's own limit. */
  cell: 32_767,
  /** Texts that cells share, and the characters of all of them. */
  sharedTexts: 1_000_000,
  sharedText: 32 * MB,
  /** Characters of CSV that are written for one document. */
  csv: 50 * MB,
} as const;

export const PDF = {
  pages: 300,
  /** Characters of text in the whole document. */
  text: 2 * MB,
} as const;

/** What reading one document may take in its thread: it is ended at either. */
export const READING = {
  milliseconds: 20_000,
  /** Bytes by which the process may grow: inflated data lies outside of what V8 can limit. */
  growth: 400 * MB,
  /** Megabytes of objects that V8 keeps. */
  heapMegabytes: 384,
} as const;
