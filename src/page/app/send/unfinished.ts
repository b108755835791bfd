// Uploads in parts that have begun and not ended, kept by the browser. A reload forgets the file itself: the person
// chooses it again, and only the missing parts are sent.

export interface Unfinished {
  readonly name: string;
  readonly bytes: number;
  /** What the server sealed: it alone can read it. */
  readonly upload: string;
  readonly partBytes: number;
}

const PREFIX = 'ada-upload ';

/** The same for the same file, as far as a browser can tell. */
const idOf = ({ name, size, lastModified }: File): string => `${PREFIX}${size} ${lastModified} ${name}`;

/** The place where the upload of this file is kept. */
export interface Place {
  readonly id: string;
  read(): Unfinished | undefined;
  write(upload: Omit<Unfinished, 'name' | 'bytes'>): void;
  forget(): void;
}

export function unfinishedOf(file: File): Place {
  const id = idOf(file);
  return {
    id,
    read: () => parsed(localStorage.getItem(id)),
    write: (upload) => localStorage.setItem(id, JSON.stringify({ name: file.name, bytes: file.size, ...upload })),
    forget: () => localStorage.removeItem(id),
  };
}

/** All of them, by their ids. */
export const allUnfinished = (): [string, Unfinished][] =>
  Object.keys(localStorage).flatMap((id) => {
    const one = id.startsWith(PREFIX) ? parsed(localStorage.getItem(id)) : undefined;
    return one ? [[id, one] as [string, Unfinished]] : [];
  });

export const forget = (id: string): void => localStorage.removeItem(id);

const parsed = (text: string | null): Unfinished | undefined => (text ? JSON.parse(text) : undefined);
