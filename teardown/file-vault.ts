/**
 * File vault, taken down: the alarms, then the machine (it stops cleanly and frees the disk), then the disk, the backups and
 * the network.
 */
import type { Run } from '../src/engine/run.ts';
import type { FileVault } from '../src/systems/file-vault/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';

export function teardown({ stage, down }: Run, part: FileVault) {
  stage({
    en: '1 · The alarms go first: nobody should be woken because we take things down',
    pt: '1 · Os alarmes saem primeiro: ninguém deve ser acordado porque desmontamos o sistema',
  });
  teardownAlarms({ down }, part.alarms);

  stage({
    en: '2 · The machine stops, the disk is taken out, and both go: all documents on it are gone then',
    pt: '2 · A máquina para, o disco é retirado, e os dois saem: os documentos nele se perdem',
  });
  const detached = down([part.attachment]);
  const stopped = down([part.instance], detached);
  down([part.volume], stopped);

  stage({
    en: '3 · The backups, with a right that bypasses their locks; the programs, and the key',
    pt: '3 · Os backups, com um direito que passa por cima das trancas; os programas e a chave',
  });
  const unused = down([part.bootFiles], stopped);
  down([part.bootBucket], unused);
  down([part.bucket, part.key, part.logs, part.mailbox], stopped);

  stage({
    en: '4 · The network that everything was in',
    pt: '4 · A rede em que tudo ficava',
  });
  const { network } = part;
  const { private: inside, egress } = network;
  const closed = down([inside.s3, inside.logs, inside.ssm, inside.ssmmessages], stopped);
  const unrouted = down([egress.routes], stopped);
  const unruled = down([network.rules, inside.endpointRules], stopped);
  const rest = [network.group, inside.endpointGroup, inside.subnet, egress.subnet];
  const cleared = down(rest, closed, unruled, unrouted);
  const unplugged = down([egress.gateway], unrouted);
  down([network.vpc], cleared, unplugged);

  stage({
    en: '5 · Last: the profile and the role that the machine had',
    pt: '5 · Por último: o perfil e a role que a máquina tinha',
  });
  const empty = part.profile ? down([part.profile], stopped) : stopped;
  const bare = part.role ? down([part.role], empty) : empty;
  if (part.boundary) down([part.boundary], bare); // a person who may not delete it leaves it
}
