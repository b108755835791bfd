// Words about a record that several commands and the page use.

import type { Text } from '../../engine/text.ts';
import type { FileRecord } from './record.ts';

/** ", UTF-16: by bytes", or nothing. In UTF-16 the byte 0x0A may be half a letter, in other texts it ends a line. */
export const encodingOf = (record: FileRecord): Text =>
  record.status === 'counted' && record.encoding
    ? { en: ', UTF-16: by bytes', pt: ', UTF-16: por bytes' }
    : { en: '', pt: '' };
