// Amounts as whole cents: a sum of binary fractions would miss some.

/** @param text "1234.56" as invoices write it, with at most two decimals @returns undefined for anything else */
export function cents(text: string): bigint | undefined {
  const parts = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) return undefined;
  return BigInt(parts[1] ?? '') * 100n + BigInt((parts[2] ?? '').padEnd(2, '0'));
}

/** "1234.56" */
export const decimal = (amount: bigint) => {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
