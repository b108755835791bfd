// The part of CloudWatch's metric math that our alarms use: + - * /, comparisons, AND, IF and FILL, period by period.
// A formula with a missing number has no value in that period, unless FILL gives one. A division by zero has no value
// (CloudWatch user guide, "Using math expressions with CloudWatch metrics").

import type { Datapoint } from './evaluate.ts';

/** The value of every number in one period. */
export type Values = Readonly<Record<string, Datapoint>>;
type Term = (values: Values) => Datapoint;
type Operator = (left: number, right: number) => number;

/** Operators that bind least come first. */
const OPERATORS: readonly Readonly<Record<string, Operator>>[] = [
  { AND: (a, b) => Number(a !== 0 && b !== 0) },
  {
    '==': (a, b) => Number(a === b),
    '>': (a, b) => Number(a > b),
    '<': (a, b) => Number(a < b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

const FUNCTIONS: Readonly<Record<string, readonly [parameters: number, apply: (...terms: Term[]) => Term]>> = {
  IF: [3, (condition, then, otherwise) => (values) => choose(condition?.(values), then, otherwise, values)],
  FILL: [2, (number, filler) => (values) => number?.(values) ?? filler?.(values)],
};

const choose = (condition: Datapoint, then: Term | undefined, otherwise: Term | undefined, values: Values) =>
  condition === undefined ? undefined : (condition !== 0 ? then : otherwise)?.(values);

/** @throws Error, with the place, for anything else */
export function formula(text: string): Term {
  const words = text.match(/\d+(\.\d+)?|\w+|==|[-+*/()<>,]|\S/g) ?? [];
  let at = 0;
  const wrong = (expected: string): never => {
    throw new Error(`The formula "${text}" has "${words[at] ?? 'its end'}" where ${expected} should stand.`);
  };
  const take = (word: string): void => {
    if (words[at] !== word) wrong(`"${word}"`);
    at += 1;
  };

  const level = (tightness: number): Term => {
    const operators = OPERATORS[tightness];
    if (!operators) return atom();
    let left = level(tightness + 1);
    for (let operator = operators[words[at] ?? '']; operator; operator = operators[words[at] ?? '']) {
      at += 1;
      left = both(operator, left, level(tightness + 1));
    }
    return left;
  };
  const atom = (): Term => {
    const word = words[at] ?? '';
    at += 1;
    if (word === '(') {
      const inner = level(0);
      take(')');
      return inner;
    }
    if (/^\d/.test(word)) return () => Number(word);
    if (FUNCTIONS[word]) return call(...FUNCTIONS[word]);
    if (/^[a-z]\w*$/.test(word)) return (values) => measured(word, values, text);
    at -= 1;
    return wrong('a number, a metric, IF or FILL');
  };
  const call = (parameters: number, apply: (...terms: Term[]) => Term): Term => {
    take('(');
    const given = [level(0)];
    while (given.length < parameters) {
      take(',');
      given.push(level(0));
    }
    take(')');
    return apply(...given);
  };

  const whole = level(0);
  if (at < words.length) wrong('the end');
  return whole;
}

const both =
  (operator: Operator, left: Term, right: Term): Term =>
  (values) => {
    const [a, b] = [left(values), right(values)];
    if (a === undefined || b === undefined) return undefined;
    const value = operator(a, b);
    return Number.isFinite(value) ? value : undefined;
  };

function measured(name: string, values: Values, text: string): Datapoint {
  if (name in values) return values[name];
  throw new Error(`The formula "${text}" asks for ${name}, which nobody measures.`);
}
