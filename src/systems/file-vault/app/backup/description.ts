// What a document is, as metadata of its object: the text of its sidecar. In base64, because a header is ASCII. With the
// longest names it has 1.4 KB; S3 takes 2 KB (S3 user guide, "Working with object metadata").

import { type Document, parseDocument } from '../store/document.ts';

export type Metadata = Readonly<Record<string, string>>;

export const described = (document: Document): Metadata => ({
  document: Buffer.from(JSON.stringify(document)).toString('base64url'),
});

/** @throws Error when the metadata does not describe a document */
export const descriptionIn = ({ document = '' }: Metadata = {}): Document =>
  parseDocument(Buffer.from(document, 'base64url').toString());
