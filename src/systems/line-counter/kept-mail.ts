// The last mails as the cache keeps them, for the page. The worker writes them, the reader reads them.

export interface KeptMail {
  /** When SNS took it, ISO 8601 in UTC. */
  at: string;
  subject: string;
  text: string;
}

export const KEPT_MAILS = 50;
/** Fifty mails of this length are 200 kB of the cache's memory. A mail names up to thousands of files. */
export const MAIL_LETTERS = 4_000;
