// Why a file is not loaded. No retry would change it, so it is a record with a reason, not an error.

/** `message` is the reason, a sentence without its full stop. */
export class Refused extends Error {
  override name = 'Refused';
}
