// A function that only knows the database: the half of the converter that the tests of schema and query need.

import { databaseAction } from '../../converter/postgres/actions.ts';

export const handler = databaseAction;
