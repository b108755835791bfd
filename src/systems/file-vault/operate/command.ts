// What `npm run vault` does.

import { CreateSnapshotCommand } from '@aws-sdk/client-ec2';
import { tagsOf } from '../../../aws/tags.ts';
import { Interrupted } from '../../../engine/problems.ts';
import { unwatched, wallClock } from '../../../engine/wait.ts';
import { SNAPSHOT_PRICE } from '../../../resources/ec2/prices.ts';
import { spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { countText, grouped, table } from '../../../screen/table.ts';
import type { Here, VaultWord } from '../../abilities.ts';
import { PORT } from '../machine/boot.ts';
import { namesOf } from '../names.ts';
import type { FileVaultSettings } from '../settings.ts';
import { backUpNow } from './back-up.ts';
import { instanceOf, playedMachine, volumeOf } from './find.ts';
import { OPEN_PORT } from './invited.ts';
import { loseInstance, loseVolume } from './lose.ts';
import { keepOpen } from './tunnel.ts';
import { verify } from './verify.ts';
import { visit } from './visit.ts';
import { BYTE, CHAIN_HEADS, DOCUMENT, notCopied, notWhole, WHOLE } from './words.ts';

/** Who the command is, in the audit log. */
const GUEST = 'npm run vault';

export const vaultIn = (settings: FileVaultSettings) => async (here: Here, word: VaultWord) => {
  await COMMANDS[word](here, settings);
};

type Do = (here: Here, settings: FileVaultSettings) => Promise<void>;

const COMMANDS: Readonly<Record<VaultWord, Do>> = {
  open,
  backup,
  snapshot,
  verify: check,
  'lose instance': loseOne('instance'),
  'lose volume': loseOne('volume'),
};

async function open({ cloud, signal, say, print }: Here, settings: FileVaultSettings): Promise<void> {
  const names = namesOf(cloud, settings);
  const { id } = await instanceOf(cloud, names);
  const inviting = nextCommand(cloud, 'invite', '"Ana Souza"');
  const how = spoken({
    en: `Who wants to come in needs an invitation:  ${inviting}`,
    pt: `Quem quer entrar precisa de um convite:  ${inviting}`,
  });
  if (cloud.local) {
    const { url, pid, folder } = await playedMachine(cloud, id, unwatched(signal));
    print({ event: 'open', url });
    say(
      spoken({
        en: `The vault is at ${url}\nThis instance is a process of this machine (${pid}), its volume the folder ${folder}. On AWS a tunnel of Systems Manager leads to it; here there is none.`,
        pt: `O cofre está em ${url}\nEsta instância é um processo desta máquina (${pid}), e seu volume, a pasta ${folder}. Na AWS se chega por um túnel do Systems Manager; aqui não há.`,
      }),
    );
    return say(how);
  }
  await keepOpen(cloud, {
    ...{ instance: id, port: PORT, localPort: OPEN_PORT, signal, clock: wallClock(signal), tell: say },
    opened(again) {
      const url = `http://127.0.0.1:${OPEN_PORT}/`;
      print({ event: 'open', url });
      if (again) return;
      say(
        spoken({
          en: `The way is open: ${url}\nIt stays open until you press Ctrl-C.`,
          pt: `O caminho está aberto: ${url}\nEle fica aberto até você apertar Ctrl-C.`,
        }),
      );
      say(how);
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error; // Ctrl-C is how this command ends
  });
}

async function backup({ cloud, signal, say, print }: Here, settings: FileVaultSettings): Promise<void> {
  const run = await backUpNow(await visit(cloud, settings, GUEST), wallClock(signal));
  print({ event: 'backup', ...run });
  const [documents, bytes] = [countText(run.copied, DOCUMENT), countText(run.bytes, BYTE)];
  say({
    en: `Copied to S3 in this run: ${documents.en}, ${bytes.en}.`,
    pt: `Para o S3 foram copiados nesta execução: ${documents.pt}, ${bytes.pt}.`,
  });
  if (run.failed) throw notCopied(run.failed, nextCommand(cloud, 'records', '--failures'));
}

async function snapshot({ cloud, say, print }: Here, settings: FileVaultSettings): Promise<void> {
  const names = namesOf(cloud, settings);
  const { id, Size } = await volumeOf(cloud, names);
  const { SnapshotId } = await cloud.ec2.send(
    new CreateSnapshotCommand({
      ...{ VolumeId: id, Description: `of ${names.volume}` },
      ...tagsOf('snapshot', cloud.tags, names.volume),
    }),
  );
  print({ event: 'snapshot', snapshotId: SnapshotId, volumeId: id });
  say(
    spoken({
      en: `EC2 makes the snapshot ${SnapshotId} of ${id} (${Size} GB at most). It costs ${SNAPSHOT_PRICE.en}, npm run down leaves it, and you delete it in EC2 > Snapshots.`,
      pt: `O EC2 está criando o snapshot ${SnapshotId} de ${id} (no máximo ${Size} GB). Ele custa ${SNAPSHOT_PRICE.pt}, npm run down não o remove, e você o apaga em EC2 > Snapshots.`,
    }),
  );
}

async function check({ cloud, say, print, screen }: Here, settings: FileVaultSettings): Promise<void> {
  const chains = await verify(cloud, namesOf(cloud, settings));
  for (const one of chains) print({ event: 'chain', ...one, wrong: one.wrong?.en });
  const rows = chains.map(({ chain, inCloudWatch, inS3, wrong }) => [
    ...[chain, grouped(inCloudWatch), grouped(inS3), spoken(wrong ?? WHOLE)],
  ]);
  for (const line of table([CHAIN_HEADS.map(spoken), ...rows], screen.columns)) say(line);
  const wrong = chains.filter((one) => one.wrong).length;
  if (wrong) throw notWhole(wrong, chains.length);
}

function loseOne(what: 'instance' | 'volume'): Do {
  return async ({ cloud, signal, say, print }, settings) => {
    const lose = what === 'instance' ? loseInstance : loseVolume;
    const id = await lose(cloud, namesOf(cloud, settings), unwatched(signal));
    print({ event: 'lost', what, id });
    const up = nextCommand(cloud, 'up');
    say(
      what === 'instance'
        ? spoken({
            en: `The instance ${id} is lost. The volume is not: all documents are on it. Bring the vault back:  ${up}`,
            pt: `A instância ${id} se perdeu. O volume não: todos os documentos estão nele. Traga o cofre de volta:  ${up}`,
          })
        : spoken({
            en: `The volume ${id} is lost. What came after the last backup, at most five minutes, is gone. Bring the rest back from S3:  ${up}`,
            pt: `O volume ${id} se perdeu. O que chegou depois do último backup, no máximo cinco minutos, não volta. Traga o resto de volta do S3:  ${up}`,
          }),
    );
  };
}
