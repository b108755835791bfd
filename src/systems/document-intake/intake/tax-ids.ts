// Check digits of CPF and CNPJ, also of the CNPJ with letters.
// Source: Receita Federal, "Cálculo do dígito verificador do CNPJ alfanumérico" (IN RFB 2.229/2024): a character counts as
// its ASCII code less 48, so digits keep their value and A counts as 17.

const value = (character: string) => character.charCodeAt(0) - 48;

/** Modulo 11 with the weights 2, 3, … from the right, which begin anew after `highest`. */
export function checkDigit(text: string, highest: number): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const weight = 2 + ((text.length - 1 - at) % (highest - 1));
    sum += value(text.charAt(at)) * weight;
  }
  const rest = sum % 11;
  return String(rest < 2 ? 0 : 11 - rest);
}

/** Two check digits, of which the second covers the first. */
export const checkDigits = (text: string, highest: number) => {
  const first = checkDigit(text, highest);
  return first + checkDigit(text + first, highest);
};

/** @param text 14 characters without punctuation: twelve digits or capital letters, two digits */
export const isCnpj = (text: string) =>
  /^[0-9A-Z]{12}\d{2}$/.test(text) && !/^(.)\1*$/.test(text) && checkDigits(text.slice(0, 12), 9) === text.slice(12);

/** @param text 11 digits without punctuation */
export const isCpf = (text: string) =>
  /^\d{11}$/.test(text) && !/^(.)\1*$/.test(text) && checkDigits(text.slice(0, 9), 11) === text.slice(9);
