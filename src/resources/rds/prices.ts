// What a DB instance costs at rest, in US dollars, us-east-1 (RDS for PostgreSQL price page, single zone).

import type { Price } from '../../engine/lifecycle.ts';
import type { Text } from '../../engine/text.ts';

export type StorageType = 'gp2' | 'gp3';

const SMALLEST = 'db.t4g.micro';
const SMALLEST_PRICE = 0.016;
/** One GiB for a month, the same for gp2 and gp3. */
const GIB_MONTH = 0.115;
/** Hours of a month, as AWS's price pages count them. */
const HOURS = 730;

/** The smallest instance and its storage. A larger type costs more, and the price says so. @param storage GiB */
export function instancePrice(instanceClass: string, type: StorageType, storage: number): Price & { costs: Text } {
  return {
    perHour: Number((SMALLEST_PRICE + (storage * GIB_MONTH) / HOURS).toFixed(4)),
    ...(instanceClass !== SMALLEST && { moreFor: instanceClass }),
    costs: {
      en: `its ${storage} GiB of ${type} are in this price, and cost on while it is stopped`,
      pt: `os ${storage} GiB de ${type} estão neste preço, e continuam custando com ela parada`,
    },
  };
}
