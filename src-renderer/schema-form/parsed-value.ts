export type ParsedValue =
  | { readonly valid: true; readonly value: unknown }
  /** `fault` says what is allowed. */
  | { readonly valid: false; readonly fault: string }

export const fault = (text: string): ParsedValue => ({ valid: false, fault: text })
export const valid = (value: unknown): ParsedValue => ({ valid: true, value })
