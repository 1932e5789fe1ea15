import type { ExitPlan } from '../../domain/index.ts'
import { numberText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { targetPlace } from './price-rules.ts'
import { NONE_FOUND, ONE_FOUND, type Rule } from './rule.ts'

/** Shares are entered as fractions such as 0.1 + 0.2: what rounding adds to the whole is no fault. */
const ROUNDING = 1e-9

const planShare: Rule = {
  code: 'EXIT_PLAN_SHARES',
  label: 'Targets share the position',
  meaning: 'The targets of the exit plan close more than the whole position, or one of them closes nothing.',
  unit: () => 'fraction',
  measure({ intent: { exitPlan } }) {
    if (!exitPlan || exitPlan.targets.length === 0) return undefined
    let sum = 0
    let isEmpty = false
    for (const { fraction } of exitPlan.targets) {
      sum += fraction
      isEmpty ||= !(fraction > 0)
    }
    return { measured: sum, limit: 1, passed: !isEmpty && sum <= 1 + ROUNDING }
  },
  explain: ({ measured }) =>
    `The targets close ${numberText(measured)} of the position, each must close more than 0 and all of them at most 1`,
}

/** What is wrong with the prices of the plan, in words; undefined where nothing is. */
function planFault(plan: ExitPlan, proposal: Proposal): string | undefined {
  const place = targetPlace(proposal.intent.side)
  let before = proposal.price
  for (const [index, { price }] of plan.targets.entries()) {
    const isFarther = place === 'above' ? price.gt(before) : price.lt(before)
    if (!isFarther) {
      const than = index === 0 ? 'the entry price' : 'the target before it'
      return `target ${index + 1} at ${price.toFixed()} must be ${place} ${than} at ${before.toFixed()}`
    }
    before = price
  }
  const { trailing, breakEven } = plan
  if (trailing?.kind === 'fraction' && !(trailing.fraction > 0 && trailing.fraction < 1))
    return `the trailing distance ${trailing.fraction} must be a share between 0 and 1`
  if (trailing?.kind === 'price' && !trailing.distance.gt(0))
    return `the trailing distance ${trailing.distance.toFixed()} must be above 0`
  if (breakEven?.kind === 'afterFirstTarget' && plan.targets.length === 0)
    return 'the stop moves to break-even after the first target, but there is no target'
  return undefined
}

const planPrices: Rule = {
  code: 'EXIT_PLAN_PRICES',
  label: 'Exit plan in order',
  meaning: 'Targets are not on the winning side, nearest first, or the distance of the trailing stop is no distance.',
  unit: () => 'faults',
  measure(proposal) {
    const { exitPlan } = proposal.intent
    if (!exitPlan || proposal.reducing) return undefined
    return planFault(exitPlan, proposal) === undefined ? NONE_FOUND : ONE_FOUND
  },
  explain(_, proposal) {
    const { exitPlan } = proposal.intent
    return `The exit plan is out of order: ${(exitPlan && planFault(exitPlan, proposal)) ?? 'nothing'}`
  },
}

export const EXIT_PLAN_RULES: readonly Rule[] = [planShare, planPrices]
