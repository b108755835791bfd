/**
 * CSV lake, taken down: first the alarms and the wiring, then Grafana and the slow things (the function's network interfaces stay for a
 * while, the database takes minutes), then what they used.
 */
import type { Run } from '../src/engine/run.ts';
import { grafanaRemains, removeGrafana } from '../src/systems/csv-lake/grafana/remove-grafana.ts';
import type { CsvLake } from '../src/systems/csv-lake/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';
import { teardownNetwork, teardownPublicSubnets } from './blocks/network.ts';

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
    en: '3 · Grafana, from its address inwards',
    pt: '3 · O Grafana, do seu endereço para dentro',
  });
  const closed = removeGrafana(down, part.grafana);

  stage({
    en: '4 · Start what is slow: the function (its network interfaces stay for a while) and the database',
    pt: '4 · Começar pelo que demora: a função (suas interfaces de rede ficam um tempo) e o banco de dados',
  });
  const stopped = down([part.converter.function], silent);
  const forgotten = down([part.schema], stopped);
  const dropped = down([part.database], forgotten, closed.users);

  stage({
    en: '5 · What nothing uses any more: the files, the table, the failed events, the image',
    pt: '5 · O que ninguém usa mais: os arquivos, a tabela, os eventos que falharam, a imagem',
  });
  down([part.bucket], unplugged);
  down([part.table, part.failures, part.mailbox, part.databasePassword], stopped);
  const unnamed = down([part.image], stopped);
  down([part.repository], unnamed);
  const freed = down([part.databaseSubnets], dropped);

  stage({ en: '6 · The network that everything was in', pt: '6 · A rede em que tudo ficava' });
  const { network } = part;
  const unreachable = teardownPublicSubnets({ down }, part.grafana.public, closed.idle);
  const ground = teardownNetwork(
    { down },
    network,
    {
      endpoints: [network.s3Endpoint, network.dynamodbEndpoint],
      rules: [network.converterRules, network.databaseRules, part.grafana.balancerRules, part.grafana.grafanaRules],
      groups: [network.converterGroup, network.databaseGroup, part.grafana.balancerGroup, part.grafana.grafanaGroup],
    },
    { silent: Promise.all([stopped, closed.idle]), holders: [freed, unreachable] },
  );

  stage({
    en: '7 · Last: the roles, because Lambda needed it to clean up, and the log, because it still writes to it',
    pt: '7 · Por último: as roles, com as quais a Lambda arruma tudo, e o log, em que ela ainda grava por um tempo',
  });
  const bare = down([part.converter.role, part.converter.logs, ...grafanaRemains(part.grafana)], ground, closed.all);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
