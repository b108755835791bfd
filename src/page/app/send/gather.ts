// The files of a drop or of a file dialogue, those in folders too.

import { isPassing } from '../../passing.ts';

export interface Chosen {
  readonly file: File;
  /** With its folders, to be shown: "march/report.csv". */
  readonly path: string;
}

export interface Gathered {
  readonly files: readonly Chosen[];
  /** Hidden and temporary files in folders. */
  readonly leftOut: number;
}

export const picked = (files: Iterable<File>): Gathered =>
  sorted([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

export async function dropped(transfer: DataTransfer): Promise<Gathered> {
  // All entries are taken before the first wait, because the list is empty after the event.
  const found = [...transfer.items].flatMap((item) => {
    if (item.kind !== 'file') return [];
    // A drop that a program made has a file and no entry.
    return [item.webkitGetAsEntry() ?? item.getAsFile()];
  });
  const files: Chosen[] = [];
  for (const one of found) {
    if (one instanceof File) files.push({ file: one, path: one.name });
    else if (one) for await (const chosen of filesIn(one, '')) files.push(chosen);
  }
  return sorted(files);
}

async function* filesIn(entry: FileSystemEntry, folder: string): AsyncGenerator<Chosen> {
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    yield { file, path };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A hundred at a time, and then an empty list (File and Directory Entries API).
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const inner of some) yield* filesIn(inner, `${path}/`);
  }
}

function sorted(all: readonly Chosen[]): Gathered {
  // The folder itself was chosen by name, as a single file is.
  const files = all.filter(({ path }) => !isPassing(path.includes('/') ? path.slice(path.indexOf('/') + 1) : ''));
  return { files, leftOut: all.length - files.length };
}
