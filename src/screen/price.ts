import type { Text } from '../engine/text.ts';
export const restingCost = (_parts: object): Text => ({ en: 'about $0.037 an hour at us-east-1 prices', pt: '' });
