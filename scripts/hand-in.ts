// npm run hand-in [-- system]: one page with evidence for the course, as Markdown and as HTML. Nothing secret is in it.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { command, type Session } from '../src/cli/command.ts';
import { SILENT } from '../src/engine/progress.ts';
import { startRun } from '../src/engine/run.ts';
import { wallClock } from '../src/engine/wait.ts';
import { readExercises } from '../src/operate/exercises/state.ts';
import { refuseTaken, writeFile } from '../src/operate/export/write-file.ts';
import { callsSection, questionsSection } from '../src/operate/hand-in/aws-sections.ts';
import { html, markdown, mermaid, type Section } from '../src/operate/hand-in/page.ts';
import {
  costSection,
  countsSection,
  exercisesSection,
  partsSection,
  statusSection,
} from '../src/operate/hand-in/sections.ts';
import { flowOf } from '../src/patterns/flow/flow.ts';
import { history } from '../src/screen/history.ts';
import { language, spoken } from '../src/screen/language.ts';
import { localTime } from '../src/screen/table.ts';

const USAGE = {
  en: `Usage: npm run hand-in -- [system] [flags]
Writes a page for your teacher: the parts and their states, the drawing, files against records, costs, alarms and exercises.
It makes hand-in-SYSTEM.md and hand-in-SYSTEM.html in this folder; account ids and e-mail addresses are masked. With --aws
it adds the API calls with their answers, and the open questions for you to fill in. Changes nothing in the cloud.
  --out NAME   write NAME.md and NAME.html
  --force      overwrite the files if they are there`,
  pt: `Uso: npm run hand-in -- [sistema] [opções]
Escreve uma página para o professor: as partes e seus estados, o desenho, arquivos e registros, custos, alarmes e exercícios.
Cria hand-in-SISTEMA.md e hand-in-SISTEMA.html nesta pasta; contas e endereços de e-mail ficam mascarados. Com --aws
acrescenta as chamadas de API com as respostas, e as perguntas em aberto para você preencher. Não muda nada na nuvem.
  --out NOME   grava NOME.md e NOME.html
  --force      grava por cima se os arquivos já existem`,
};

const FLAGS = { out: { type: 'string' }, force: { type: 'boolean', default: false } } as const;
type Here = Session<typeof FLAGS>;

await command({ usage: USAGE, flags: FLAGS }, async (session) => {
  const { cloud, system, flags, say, print } = session;
  const name = resolve(flags.out ?? `hand-in-${system.name}`);
  const files = [`${name}.md`, `${name}.html`] as const;
  if (!flags.force) for (const file of files) await refuseTaken(file);
  const sections = await sectionsOf(session);
  const title = spoken({
    en: `Hand-in: ${system.name}, stage ${cloud.tags.stage}`,
    pt: `Entrega: ${system.name}, stage ${cloud.tags.stage}`,
  });
  await writeFile(files[0], markdown(title, sections), flags);
  await writeFile(files[1], html(title, sections, language()), flags);
  say({ en: 'The page, in two formats:', pt: 'A página, em dois formatos:' });
  for (const file of files) say(`  ${file}`);
  say({
    en: '\nOpen the HTML in a browser and read it before you hand it in.',
    pt: '\nAbra o HTML num navegador e leia antes de entregar.',
  });
  print({ event: 'hand-in', system: system.name, files });
});

async function sectionsOf({ cloud, configured, system, signal }: Here): Promise<Section[]> {
  const story = await configured.story(cloud);
  const run = startRun({ clock: wallClock(signal), screen: SILENT, journal: cloud.journal, signal, plan: true });
  story.up(run.run);
  await run.finished();
  const complete = !run.results.some(({ outcome }) => outcome === 'would-create');
  const { abilities } = configured;
  const statusOf = await abilities.status?.();
  const status = await statusOf?.(cloud, complete);
  const [uploads, records] = complete ? [await abilities.upload?.(), await abilities.records?.()] : [];
  const { compared } = await import('../src/operate/hand-in/counts.ts'); // late, so that --help is fast
  const counts = uploads && records && (await compared(cloud, uploads(cloud), await records.list(cloud)));
  const times = history(cloud.endpoint ? 'local' : cloud.region);
  return [
    whereSection(cloud, system.about),
    partsSection(run.results, times.usual),
    {
      title: spoken({ en: 'The drawing', pt: 'O desenho' }),
      drawing: mermaid(await flowOf(story, cloud)),
    },
    ...(counts ? [countsSection(counts)] : []),
    ...(status ? [statusSection(status.lines)] : []),
    costSection(story.parts),
    exercisesSection(readExercises().ended),
    ...(cloud.local ? [] : [callsSection(cloud.journal.calls, cloud.journal.answers), questionsSection(system.name)]),
  ];
}

/** Where it ran, when, and with which versions. */
function whereSection({ local, region, account }: Here['cloud'], about: Here['system']['about']): Section {
  const { version, dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const where = local
    ? {
        en: 'the local cloud of this machine; nothing of it ran on AWS',
        pt: 'a nuvem local desta máquina; nada rodou na AWS',
      }
    : { en: `AWS account ${account}, ${region}`, pt: `conta AWS ${account}, ${region}` };
  return {
    title: spoken({ en: 'What, where and when', pt: 'O quê, onde e quando' }),
    sentences: [spoken(about)],
    table: [
      [
        { en: 'what', pt: 'o quê' },
        { en: 'value', pt: 'valor' },
      ].map(spoken),
      [spoken({ en: 'ran on', pt: 'rodou em' }), spoken(where)],
      [spoken({ en: 'when', pt: 'quando' }), localTime(new Date())],
      [
        spoken({ en: 'versions', pt: 'versões' }),
        `ada-contabilidade ${version}, Node.js ${process.versions.node}, AWS SDK ${dependencies['@aws-sdk/client-s3']}, ${process.platform}`,
      ],
    ],
  };
}
