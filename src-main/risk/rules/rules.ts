import { EXPOSURE_RULES, REDUCE_ONLY_RULES } from './exposure-rules.ts'
import { LOSS_RULES } from './loss-rules.ts'
import { PRECISION_RULES } from './precision-rules.ts'
import { PRICE_RULES } from './price-rules.ts'
import type { Rule } from './rule.ts'
import { STATE_RULES } from './state-rules.ts'

/** Every rule, in the order in which a failed one gives the denial: what cannot be mended by another size comes first. */
export const RULES: readonly Rule[] = [
  ...STATE_RULES,
  ...PRECISION_RULES,
  ...REDUCE_ONLY_RULES,
  ...PRICE_RULES,
  ...EXPOSURE_RULES,
  ...LOSS_RULES,
]
