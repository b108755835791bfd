// The API calls that the shipped source can make, read from its text: each `new …Command(` and each `paginate…(`.
// Left out are functions that run in AWS, because they have their own roles; code of tests; drills, because their calls
// are recorded when they are played; the board, which only lists; and what no recorded system has.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const OTHERS =
  /^src\/(local|permissions|runtime|testing)\/|\/(acm|application-autoscaling|dynamodb|ec2|ecr|ecs|elbv2|rds)\/|\/operate\/flow\/|\/(audit-log|csv-lake|document-intake|file-vault)\/|\/(internet-gateway|route-table|instance-profile|object-lock|boot-files|async-invocation|subscription-filter|breaks)\.ts$|\/(drills|worker|reader|page|testing)\/|\.(test|bench)\.ts$/;
const CALL = /\bnew (\w+)Command\(|\bpaginate([A-Z]\w+)\(/g;
const RENAMED = /\b(\w+)Command as (\w+)/g;

/** Names of operations, as the source calls them. */
export function operationsIn(folders: readonly string[], except = OTHERS): Set<string> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const texts = files
    .filter((file) => file.endsWith('.ts') && !except.test(file))
    .map((file) => readFileSync(join(REPOSITORY, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...called(text), ...renamed(text)]));
}

const called = (text: string) => [...text.matchAll(CALL)].map(([, command, page]) => String(command ?? page));

/** `import { ListTagsForResourceCommand as CacheTags }` … `new CacheTags(` */
const renamed = (text: string) =>
  [...text.matchAll(RENAMED)].flatMap(([, command, name]) => (text.includes(`new ${name}(`) ? [String(command)] : []));
