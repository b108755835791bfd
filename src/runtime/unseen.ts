// Signs that nobody sees, or that change how a line reads: control characters, halves of characters, marks of direction.

const UNSEEN = String.raw`[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029]`;
const one = new RegExp(UNSEEN, 'u');
const all = new RegExp(UNSEEN, 'gu');

export const hasUnseen = (text: string): boolean => one.test(text);

/** Each of them as the sign for what cannot be shown. */
export const madeVisible = (text: string): string => text.replace(all, '\uFFFD');
