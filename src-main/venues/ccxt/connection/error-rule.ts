import type { VenueErrorKind } from './venue-error.ts'

/**
 * What a code of a venue means. `keyRefused`: the key, the address it is used from, or what it may do; which of them the
 * venue does not say.
 */
export interface VenueErrorRule {
  /** One code, or the lowest and the highest of several; words where the venue has no numbers, which others may follow behind ":". */
  readonly code: number | string | readonly [lowest: number, highest: number]
  /** Words of the venue that tell apart what has the same code. */
  readonly says?: RegExp
  readonly kind: VenueErrorKind | 'keyRefused'
  /** A command may have been taken all the same. */
  readonly isOutcomeUnknown?: true
}

/** The first rule that fits. @param code as the venue writes it. */
export function ruleFor(
  rules: readonly VenueErrorRule[],
  { code, said = '' }: { readonly code: string | undefined; readonly said?: string | undefined },
): VenueErrorRule | undefined {
  if (code === undefined) return undefined
  return rules.find((rule) => isCode(code, rule.code) && (rule.says?.test(said) ?? true))
}

function isCode(code: string, wanted: VenueErrorRule['code']): boolean {
  if (typeof wanted === 'string') return code === wanted || code.startsWith(`${wanted}:`)
  const [lowest, highest] = typeof wanted === 'number' ? [wanted, wanted] : wanted
  return Number(code) >= lowest && Number(code) <= highest
}
