/**
 * CSV lake, taken down: first the alarms and the wiring, then the slow things (the function's network interfaces stay for a
 * while, the database takes minutes), then what they used.
 */
import type { Run } from '../src/engine/run.ts';
import type { CsvLake } from '../src/systems/csv-lake/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';
import { teardownNetwork } from './blocks/network.ts';

export function teardown({ stage, down }: Run, part: CsvLake) {
  stage({
    en: '1 · The alarms go first: nobody should be woken because we take things down',
    pt: '1 · Os alarmes saem primeiro: ninguém deve ser acordado porque desmontamos o sistema',
  });
  teardownAlarms({ down }, part.alarms);

  stage({
    en: '2 · Cut the wiring, so that nothing new arrives',
    pt: '2 · Cortar as ligações, para que nada novo chegue',
  });
  const unplugged = down([part.bucketToFunction]);
  const silent = down([part.bucketMayCall, part.retries], unplugged);

  stage({
    en: '3 · Start what is slow: the function (its network interfaces stay for a while) and the database',
    pt: '3 · Começar pelo que demora: a função (suas interfaces de rede ficam um tempo) e o banco de dados',
  });
  const stopped = down([part.converter.function], silent);
  const forgotten = down([part.schema], stopped);
  const dropped = down([part.database], forgotten);

  stage({
    en: '4 · What nothing uses any more: the files, the table, the failed events, the image',
    pt: '4 · O que ninguém usa mais: os arquivos, a tabela, os eventos que falharam, a imagem',
  });
  down([part.bucket], unplugged);
  down([part.table, part.failures], stopped);
  const unnamed = down([part.image], stopped);
  down([part.repository], unnamed);
  const freed = down([part.databaseSubnets], dropped);

  stage({ en: '5 · The network that everything was in', pt: '5 · A rede em que tudo ficava' });
  const { network } = part;
  const ground = teardownNetwork(
    { down },
    network,
    {
      endpoints: [network.s3Endpoint, network.dynamodbEndpoint],
      rules: [network.converterRules, network.databaseRules],
      groups: [network.converterGroup, network.databaseGroup],
    },
    { silent: stopped, holders: [freed] },
  );

  stage({
    en: '6 · Last: the role, because Lambda needed it to clean up, and the log, because it still writes to it',
    pt: '6 · Por último: a role, com a qual a Lambda arruma tudo, e o log, em que ela ainda grava por um tempo',
  });
  const bare = down([part.converter.role, part.converter.logs], ground);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
