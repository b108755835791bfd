// The users of the database, and what the deployer and the function must agree on about it.

/** Owns the database of the instance. Used once, to make the others. RDS takes 16 letters and digits on every page of its manual. */
export const OWNER = 'lakeowner';
/** The function: owns the tables. */
export const WRITER = 'lake_writer';
/** `npm run query`: may only read. */
export const READER = 'lake_reader';
/** Whoever is in this group may read every table. */
export const READERS = 'lake_read';

/** Owns the database in which Grafana keeps its own things, which is called as it is. Connects with a password. */
export const GRAFANA = 'grafana';
/** As whom Grafana asks the lake: may only read. Connects with a password, because Grafana knows no tokens of IAM. */
export const GRAFANA_READER = 'grafana_reader';

/** Users as whom the function connects, with a token of IAM, or both with the password in this variable of the function. */
export const DATABASE_USERS = [WRITER, READER] as const;
export const PASSWORD_VARIABLE = 'DATABASE_PASSWORD';
export const DATABASE = 'lake';

/** Grows when `writerSchema` makes something more. */
export const SCHEMA_VERSION = 1;
