// Prices that several resources share.

/** US dollars for a gigabyte and month of a gp3 volume, us-east-1 (EBS price page). */
export const GIGABYTE = 0.08;
