// Where a part is written in this project: the line of the system's list, and the file of its resource. It is found from
// the calls that led to the part, so nobody has to write it down.

/** Paths from the top of the project: "src/systems/audit-log/parts.ts:57", "src/resources/sqs/queue.ts". */
export interface WrittenAt {
  readonly part: string | undefined;
  readonly resource: string | undefined;
}

const PLACE = /(?:^|[/(])(src\/(?:systems|patterns|resources)\/[\w./-]+\.ts):(\d+)/;

/** @param made an error that was created where the part was made */
export function writtenAt({ stack = '' }: Pick<Error, 'stack'>): WrittenAt {
  const places = stack.split('\n').flatMap((line) => {
    const [, file, number] = PLACE.exec(line) ?? [];
    return file ? [{ file, line: `${file}:${number}` }] : [];
  });
  const firstIn = (folder: string) => places.find(({ file }) => file.startsWith(`src/${folder}/`));
  return { part: (firstIn('systems') ?? firstIn('patterns'))?.line, resource: firstIn('resources')?.file };
}
