// Finds texts for people in source code: those that exist in one language only, and those whose languages are mixed up.
// It reads the code as JavaScript, so it sees neither types nor comments.

import { parseAst, transformWithEsbuild } from 'vite';

/** Functions and classes whose words a person reads. */
const SHOWN =
  /^(say|tell|show|ask|act|confirm|until|good|warning|bad|notUnderstood|notThere|Problem|UsageProblem|NotOurs|Interrupted|Stays|LocalCloudError)$/;
/** Fields whose words a person reads. */
const FIELDS = /^(next|because|hint|usage|note|heads|none|says|details)$/;
/** The fields of a line of `status`; other objects have a `name`, too. */
const LINE = ['name', 'text'];
/** Errors of programmers: a person meets them only when the code is wrong. */
const INTERNAL = /^(Error|TypeError|RangeError|StoryFailed)$/;

const ENGLISH =
  /(?<!\p{L})(the|and|is|are|was|were|of|from|with|which|there|not|than|then|has|have|been|does)(?!\p{L})/iu;
/** Two words of a language, not those of a command. */
const WORDS = /[\p{Ll}]{2,},? [\p{L}]{2,}|⟨⟩ [\p{Ll}]{3,}|[\p{Ll}]{3,} ⟨⟩/u;
const COMMAND = /^\s*(npm|npx|aws|node|sh)\b|^[A-Z][\w.-]*\.[A-Z]/;
const SENTENCE = /^\s*\p{Lu}[^<{]*\p{Ll} [^<{]*[.:?!]$/u;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What is wrong with the texts of one file. @param name of the file, for the parser */
export async function wrongTexts(name: string, source: string): Promise<string[]> {
  const { code } = await transformWithEsbuild(source, name, { target: 'esnext' });
  const wrong: string[] = [];
  walk(parseAst(code) as unknown as Node, false, wrong);
  return wrong;
}

/** @param shown is what stands here read by a person? */
function walk(node: unknown, shown: boolean, wrong: string[]): void {
  if (Array.isArray(node)) for (const one of node) walk(one, shown, wrong);
  if (!isNode(node)) return;
  const pair = pairIn(node);
  if (pair) return void wrong.push(...problemsOf(pair));
  const text = textOf(node);
  if (text !== undefined && isOneLanguage(text, shown)) wrong.push(text);
  if (/^Import|^Export.*From/.test(node.type)) return;
  if (isLine(node)) shown = true;
  const called = nameOf(node.callee);
  if (called && INTERNAL.test(called)) return;
  const field = node.type === 'Property' ? nameOf(node.key) : undefined;
  const inside = called
    ? SHOWN.test(called)
    : field === undefined || (shown && LINE.includes(field))
      ? shown
      : FIELDS.test(field);
  for (const [name, value] of Object.entries(node)) if (name !== 'type') walk(value, inside, wrong);
}

const isLine = ({ type, properties }: Node): boolean =>
  type === 'ObjectExpression' &&
  Array.isArray(properties) &&
  properties.length === LINE.length &&
  LINE.every((name) => properties.some((one: Node) => nameOf(one.key) === name));

const isOneLanguage = (text: string, shown: boolean): boolean =>
  text.startsWith('Usage: ') ||
  (WORDS.test(text) && !COMMAND.test(text) && (shown || (SENTENCE.test(text) && ENGLISH.test(text))));

interface Pair {
  readonly en: string | undefined;
  readonly pt: string | undefined;
}

/** `{ en: …, pt: … }`, or `text('…', '…')` */
function pairIn({ type, properties, callee, arguments: given }: Node): Pair | undefined {
  if (type === 'CallExpression' && nameOf(callee) === 'text' && Array.isArray(given) && given.length === 2)
    return { en: textOf(given[0]), pt: textOf(given[1]) };
  if (type !== 'ObjectExpression' || !Array.isArray(properties)) return undefined;
  const written = (language: string) => properties.find((one: Node) => nameOf(one.key) === language)?.value;
  const [en, pt] = [written('en'), written('pt')];
  return en && pt ? { en: textOf(en), pt: textOf(pt) } : undefined;
}

function problemsOf({ en, pt }: Pair): string[] {
  if (en === undefined || pt === undefined) return [];
  const same = en === pt && ENGLISH.test(en) && WORDS.test(en);
  return same || (ENGLISH.test(pt) && WORDS.test(pt) && !/`/.test(pt)) ? [pt] : [];
}

/** The text of a literal, with ⟨⟩ where a value is put in. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('⟨⟩');
}

const isNode = (value: unknown): value is Node => typeof (value as Partial<Node> | null)?.type === 'string';

/** The last name of `say`, `ctx.tell`, `{ next: … }`. */
function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return node.type === 'Identifier' ? String(node.name) : undefined;
}
