// The time from which uploads are surely counted: S3 needs some minutes for a new or repaired notification.

import type { Owned } from '../../../aws/clients.ts';
import type { Result } from '../../../engine/progress.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { localTime } from '../../../screen/table.ts';
import type { Outputs } from '../../story.ts';

/**
 * "After you create or change the bucket notification configuration, usually you need to wait five minutes for the changes
 * to take effect" (S3 user guide, how-to-enable-disable-notification-intro).
 */
const FIVE_MINUTES = 5 * 60_000;

/**
 * @param results of a run of `up`
 * @param part titles of the bucket and of its notification
 * @param now after the notification was put
 * @returns `uploadsCountedFrom`, only on AWS and when this run made or repaired the notification; else no sentence
 */
export function countedFrom(
  results: readonly Pick<Result, 'title' | 'outcome'>[],
  part: { readonly bucket: { readonly title: string }; readonly bucketToQueue: { readonly title: string } },
  cloud: Pick<Owned, 'local'> & { readonly tags: Pick<Owned['tags'], 'stack'> },
  now = Date.now(),
): Outputs {
  const how = (title: string) => results.find((one) => one.title === title)?.outcome;
  const changed = how(part.bucketToQueue.title);
  if (changed !== 'created' && changed !== 'repaired') return { fields: {}, says: [] };
  const reconcile = nextCommand(cloud, 'reconcile');
  if (!cloud.local) {
    const from = new Date(now + FIVE_MINUTES);
    return {
      fields: { uploadsCountedFrom: from },
      says: [
        {
          en: `Uploads are sure to be counted from ${localTime(from)} on: S3 needs five minutes to apply a notification.`,
          pt: `Os envios são contados com certeza a partir de ${localTime(from)}: o S3 leva cinco minutos para aplicar uma notificação.`,
        },
        {
          en: `To have earlier ones counted, run this after that time:  ${reconcile}`,
          pt: `Para que os anteriores sejam contados, rode isto depois dessa hora:  ${reconcile}`,
        },
      ],
    };
  }
  if (how(part.bucket.title) === 'created') return { fields: {}, says: [] }; // there is no file yet
  const text = {
    en: `To have files counted that came while the notification was not right:  ${reconcile}`,
    pt: `Para que sejam contados os arquivos que chegaram enquanto a notificação estava errada:  ${reconcile}`,
  };
  return { fields: {}, says: [text] };
}
