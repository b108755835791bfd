// Where a query goes. A system that has a database says how it is asked.

import type { Owned } from '../../aws/clients.ts';
import type { QueryAnswer, QueryRefusal } from '../../runtime/query-answer.ts';

/**
 * Runs one statement as a user who may only read.
 * @param limit the most rows
 * @throws Problem when the database cannot be asked
 */
export type QuerySource = (cloud: Owned, sql: string, limit: number) => Promise<QueryAnswer | QueryRefusal>;
