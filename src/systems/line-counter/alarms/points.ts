// The six critical points of the line counter, in the order in which a file passes them.

import type { Point } from '../../../patterns/alarms/row.ts';

export const UPLOADS: Point = { number: 1, title: { en: 'Uploads', pt: 'Envios' } };
export const QUEUE: Point = { number: 2, title: { en: 'Queue', pt: 'Fila' } };
export const FUNCTION: Point = { number: 3, title: { en: 'Function', pt: 'Função' } };
export const CACHE: Point = { number: 4, title: { en: 'Cache', pt: 'Cache' } };
export const RECORDS: Point = { number: 5, title: { en: 'Records', pt: 'Registros' } };
export const NOTIFICATION: Point = { number: 6, title: { en: 'Notification', pt: 'Notificação' } };

export const POINTS: readonly Point[] = [UPLOADS, QUEUE, FUNCTION, CACHE, RECORDS, NOTIFICATION];
