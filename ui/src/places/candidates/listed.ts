// Several values typed into one field.

/** The values between commas, Chinese ones too, each once. */
export function listed(text: string): string[] {
  const values = text.split(/[,;\n\u{ff0c}\u{3001}\u{ff1b}]/u).map((value) => value.trim());
  return [...new Set(values.filter((value) => value !== ''))];
}
