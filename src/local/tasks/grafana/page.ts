// The pages of the stand-in: plain tables of what the queries of a board answer. They say at their head that this is not Grafana.

import { interpolate } from '../../../runtime/board-variables.ts';
import { ask, type Frame, type Time } from './ask.ts';
import type { Board, Panel, PostgresSource, Variable } from './provisioned.ts';

const NOTICE = `<p role="note"><strong>This is not Grafana.</strong> The local cloud has no Grafana to run, so this stand-in runs the SQL
of the very boards that Grafana gets on AWS, as the same user that may only read. Install Grafana (the program
<code>grafana</code>) and start the local cloud anew to see the boards themselves.</p>
<p role="note" lang="pt-BR"><strong>Isto não é o Grafana.</strong> A nuvem local não tem um Grafana para rodar, então este substituto
executa o SQL dos mesmos painéis que o Grafana recebe na AWS, com o mesmo usuário que só pode ler. Instale o Grafana (o programa
<code>grafana</code>) e reinicie a nuvem local para ver os próprios painéis.</p>`;
const STYLE = `body{font:16px/1.4 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse}
td,th{border:1px solid #888;padding:.2rem .5rem;text-align:left}[role=note]{background:#fff3c4;color:#222;padding:.5rem 1rem}`;

const escaped = (text: unknown) => String(text ?? '').replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const whole = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${NOTICE}${body}</body></html>`;

export const listPage = (boards: readonly Board[]): string =>
  whole(
    'Boards · Painéis',
    `<ul>${boards.map(({ uid, title }) => `<li><a href="d/${escaped(uid)}">${escaped(title)}</a></li>`).join('')}</ul>`,
  );

/** @param chosen values of variables, as in the address: `?var-dataset=vendas` */
export async function boardPage(
  board: Board,
  source: PostgresSource,
  chosen: URLSearchParams,
  time: Time,
): Promise<string> {
  const values: Record<string, string> = {};
  const choices: string[] = [];
  for (const variable of board.templating?.list ?? []) {
    if (variable.type !== 'query' || typeof variable.query !== 'string') continue;
    const frame = await ask(source, interpolate(variable.query, values), time);
    const found = (frame.data.values[0] ?? []).map(String);
    const all = variable.includeAll ? [variable.allValue ?? ''] : [];
    values[variable.name] = chosen.get(`var-${variable.name}`) ?? [...all, ...found][0] ?? '';
    choices.push(choice(variable, [...all, ...found], values[variable.name] ?? ''));
  }
  const panels = (board.panels ?? []).filter(({ targets }) => targets?.some(({ rawSql }) => rawSql));
  const drawn = await Promise.all(panels.map((panel) => drawPanel(panel, source, values, time)));
  const form = choices.length ? `<form>${choices.join(' ')} <button>OK</button></form>` : '';
  return whole(board.title, `${form}${drawn.join('') || '<p>No panel of this board asks PostgreSQL.</p>'}`);
}

const choice = ({ name, label }: Variable, all: readonly string[], value: string) =>
  `<label>${escaped(label ?? name)} <select name="var-${escaped(name)}">${all
    .map((one) => `<option${one === value ? ' selected' : ''}>${escaped(one)}</option>`)
    .join('')}</select></label>`;

async function drawPanel(
  { title, targets = [] }: Panel,
  source: PostgresSource,
  values: Record<string, string>,
  time: Time,
) {
  const tables = targets.map(async ({ rawSql = '' }) =>
    ask(source, interpolate(rawSql, values), time).then(table, (error: Error) => `<p>${escaped(error.message)}</p>`),
  );
  return `<section><h2>${escaped(title)}</h2>${(await Promise.all(tables)).join('')}</section>`;
}

function table({ schema: { fields }, data: { values } }: Frame): string {
  const shown = (value: unknown, column: number) =>
    escaped(fields[column]?.type === 'time' && value ? new Date(Number(value)).toISOString() : value);
  const rows = (values[0] ?? []).map(
    (_, row) => `<tr>${values.map((column, index) => `<td>${shown(column[row], index)}</td>`).join('')}</tr>`,
  );
  return `<table><tr>${fields.map(({ name }) => `<th>${escaped(name)}</th>`).join('')}</tr>${rows.join('')}</table>`;
}
