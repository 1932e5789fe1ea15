import { BALANCE_RULES } from './balance-rules.ts'
import { EXIT_PLAN_RULES } from './exit-plan-rules.ts'
import { EXPOSURE_RULES, REDUCE_ONLY_RULES } from './exposure-rules.ts'
import { GROUP_RULES } from './group-rules.ts'
import { GUARD_RULES } from './guard-rules.ts'
import { DAILY_LOSS_RULES, TRADE_RISK_RULES } from './loss-rules.ts'
import { HOLDING_RULES } from './holding-rules.ts'
import { PRECISION_RULES } from './precision-rules.ts'
import { PRICE_RULES } from './price-rules.ts'
import type { Rule } from './rule.ts'
import { RATE_RULES, STATE_RULES } from './state-rules.ts'
import { TERMS_RULES } from './terms-rules.ts'

/** Every rule, in the order in which a failed one gives the denial: what cannot be mended by another size comes first. */
export const RULES: readonly Rule[] = [
  ...STATE_RULES,
  ...DAILY_LOSS_RULES,
  ...GUARD_RULES,
  ...RATE_RULES,
  ...TERMS_RULES,
  ...PRECISION_RULES,
  ...REDUCE_ONLY_RULES,
  ...PRICE_RULES,
  ...EXIT_PLAN_RULES,
  ...EXPOSURE_RULES,
  ...GROUP_RULES,
  ...HOLDING_RULES,
  ...BALANCE_RULES,
  ...TRADE_RISK_RULES,
]
