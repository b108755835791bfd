// What a hand-in adds after a run on AWS: the calls with their answers, and the questions that only an account answers.

import { readFileSync } from 'node:fs';
import type { Call } from '../../engine/journal.ts';
import { language, spoken } from '../../screen/language.ts';
import type { Section } from './page.ts';

/** How often each operation was called for this page, and what AWS answered. */
export function callsSection(calls: readonly Call[], answers: ReadonlyMap<string, number>): Section {
  return {
    title: spoken({
      en: 'API calls of this look, with their answers',
      pt: 'Chamadas de API desta consulta, com as respostas',
    }),
    sentences: [
      spoken({
        en: `${calls.length} requests, ${calls.filter(({ write }) => write).length} of them writes.`,
        pt: `${calls.length} requisições, ${calls.filter(({ write }) => write).length} delas escritas.`,
      }),
    ],
    table: [
      [
        { en: 'call', pt: 'chamada' },
        { en: 'answer', pt: 'resposta' },
        { en: 'times', pt: 'vezes' },
      ].map(spoken),
      ...[...answers].sort().map(([name, times]) => {
        const [call = '', answer = ''] = name.split(' -> ');
        return [call, answer, String(times)];
      }),
    ],
  };
}

/**
 * The questions that only AWS answers, from the system's page about them. The last column is for the person who saw it.
 * @param system "audit-log"
 */
export function questionsSection(system: string): Section {
  const page = new URL(`../../systems/${system}/aws${language() === 'pt' ? '.pt-BR' : ''}.md`, import.meta.url);
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(' | ')[0]?.slice(2).trim() ?? '');
  const [, ...questions] = rows;
  return {
    title: spoken({ en: 'Open questions, and what was seen', pt: 'Perguntas em aberto, e o que se viu' }),
    sentences: [
      spoken({
        en: 'Only a real account answers these. Write beside each what you saw.',
        pt: 'Só uma conta real responde a estas. Escreva ao lado de cada uma o que você viu.',
      }),
    ],
    table: [
      [
        { en: 'question', pt: 'pergunta' },
        { en: 'what was seen', pt: 'o que se viu' },
      ].map(spoken),
      ...questions.map((question) => [question, ' ']),
    ],
  };
}
