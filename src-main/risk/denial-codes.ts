import { RULES } from './rules/rules.ts'
import { SIZE_CODES } from './sizing.ts'

/** A code that a denial of the risk check can have. */
export interface DenialCode {
  readonly code: string
  /** When it is given, in a sentence. */
  readonly meaning: string
}

const BEFORE_RULES: readonly DenialCode[] = [
  {
    code: 'PRICE_UNAVAILABLE',
    meaning: 'There is no price to check the order against, or a limit or trigger is not above zero.',
  },
  ...Object.entries(SIZE_CODES).map(([code, meaning]) => ({ code, meaning })),
]

/** Every code, in the order in which the check looks: the first that fails is the denial. */
export const DENIAL_CODES: readonly DenialCode[] = [
  ...BEFORE_RULES,
  ...RULES.map(({ code, meaning }) => ({ code, meaning })),
]
