// How the lake's database is asked: by the function, because the database is private. The same on both clouds.

import type { QuerySource } from '../../operate/query/source.ts';
import type { QueryAnswer, QueryRefusal } from '../../runtime/query-answer.ts';
import { askFunction } from './ask-function.ts';

/** @param functionOf name of the function, in a cloud */
export const querySource =
  (functionOf: (cloud: { account: string }) => string): QuerySource =>
  (cloud, sql, limit) =>
    askFunction<QueryAnswer | QueryRefusal>(cloud, functionOf(cloud), { action: 'query', sql, limit });
