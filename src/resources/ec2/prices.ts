// Prices that several resources share.

import type { Text } from '../../engine/text.ts';

/** US dollars for a gigabyte and month of a gp3 volume, us-east-1 (EBS price page). */
export const GIGABYTE = 0.08;

/** The price of what a snapshot keeps, for the screen (EBS price page). */
export const SNAPSHOT_PRICE: Text = { en: '$0.05 a GB and month', pt: 'US$ 0,05 por GB e mês' };
