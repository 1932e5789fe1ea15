import type { RuleResult } from '../../src-contract/index.ts'
import { Decimal, floorToStep, toFloat, ZERO } from '../base/index.ts'
import type { Denial, Money, OrderIntent, Price, Quantity } from '../domain/index.ts'
import { contextOf } from './order-context.ts'
import type { RiskSnapshot, Verdict } from './ports.ts'
import { type Proposal, propose } from './proposal.ts'
import type { RiskLimits } from './risk-config.ts'
import type { Measurement, Rule } from './rules/rule.ts'
import { RULES } from './rules/rules.ts'
import { sizeOrder, type Unsizable } from './sizing.ts'

interface Finding {
  readonly rule: Rule
  readonly measurement: Measurement
}

/**
 * The risk check: sizes the intent and holds it against every rule. Pure: the same arguments give the same verdict,
 * nothing is changed, and bad input is denied instead of thrown. The same function answers previews and real orders.
 */
export function evaluate(intent: OrderIntent, snapshot: RiskSnapshot, limits: RiskLimits): Verdict {
  const context = contextOf(intent, snapshot)
  if (!context) return unsizable(NO_PRICE)
  const sizing = sizeOrder(context, limits)
  if (sizing.kind === 'unsizable') return unsizable(sizing)
  const proposal = propose(context, sizing.quantity, sizing.askedQuantity)
  const failed = failures(proposal, limits)
  const [first] = failed
  if (!first) return new Accepted(proposal, limits)
  return new Denied(deny(first, proposal, quantityThatFits(failed, proposal, limits)), proposal, limits)
}

/** Only who shows a verdict reads most of it, so that is worked out then: rules are pure and find the same again. */
class Accepted {
  readonly accepted = true
  readonly #proposal: Proposal
  readonly #limits: RiskLimits

  constructor(proposal: Proposal, limits: RiskLimits) {
    this.#proposal = proposal
    this.#limits = limits
  }

  get quantity(): Quantity {
    return this.#proposal.quantity
  }

  get estimatedPrice(): Price {
    return this.#proposal.price
  }

  get notional(): Money {
    return this.#proposal.notional
  }

  get estimatedFee(): Money {
    return this.#proposal.notional.mul(this.#proposal.takerFeeFraction) as Money
  }

  get riskAtStop(): Money | undefined {
    return this.#proposal.riskAtStop
  }

  get rewardToRisk(): number | undefined {
    return rewardToRisk(this.#proposal)
  }

  get rules(): readonly RuleResult[] {
    return tightestFirst(this.#proposal, this.#limits)
  }
}

class Denied {
  readonly accepted = false
  readonly denial: Denial
  readonly #proposal: Proposal
  readonly #limits: RiskLimits

  constructor(denial: Denial, proposal: Proposal, limits: RiskLimits) {
    this.denial = denial
    this.#proposal = proposal
    this.#limits = limits
  }

  get quantity(): Quantity {
    return this.#proposal.quantity
  }

  get rules(): readonly RuleResult[] {
    return tightestFirst(this.#proposal, this.#limits)
  }
}

const NO_PRICE: Unsizable = {
  code: 'PRICE_UNAVAILABLE',
  message: 'There is no usable price to check the order against.',
  measured: 0,
  limit: 0,
  unit: 'size',
}

/** Denial before any rule could measure anything. */
function unsizable({ code, message, measured, limit, unit }: Unsizable): Verdict {
  const denial: Denial = { code, message, measured, limit, unit, quantityThatFits: undefined }
  return { accepted: false, denial, quantity: undefined, rules: [] }
}

const NOTHING_FAILED: readonly Finding[] = []

/** Every rule that refuses, in order of priority. */
function failures(proposal: Proposal, limits: RiskLimits): readonly Finding[] {
  let failed: Finding[] | undefined
  for (const rule of RULES) {
    const measurement = rule.measure(proposal, limits)
    if (measurement?.passed === false) (failed ??= []).push({ rule, measurement })
  }
  return failed ?? NOTHING_FAILED
}

/** Every rule that applies, in order of priority. */
function check(proposal: Proposal, limits: RiskLimits): Finding[] {
  const findings: Finding[] = []
  for (const rule of RULES) {
    const measurement = rule.measure(proposal, limits)
    if (measurement) findings.push({ rule, measurement })
  }
  return findings
}

/** Profit at the take-profit over loss at the stop-loss, fees left out of both as traders quote it. */
function rewardToRisk({ intent, price }: Proposal): number | undefined {
  const { stopLossPrice, takeProfitPrice } = intent
  if (!stopLossPrice || !takeProfitPrice) return undefined
  const entry = toFloat(price)
  return Math.abs(toFloat(takeProfitPrice) - entry) / Math.abs(entry - toFloat(stopLossPrice))
}

function deny({ rule, measurement }: Finding, proposal: Proposal, fits: Quantity | undefined): Denial {
  return {
    code: rule.code,
    message: `${rule.explain(measurement, proposal)}.`,
    measured: measurement.measured,
    limit: measurement.limit,
    unit: rule.unit(proposal),
    quantityThatFits: fits,
  }
}

/** Largest lot multiple not above the asked quantity that passes every rule; undefined where none does. */
function quantityThatFits(failed: readonly Finding[], proposal: Proposal, limits: RiskLimits): Quantity | undefined {
  let largest: Decimal = proposal.askedQuantity
  for (const { rule } of failed) {
    if (!rule.largestQuantity) return undefined
    largest = Decimal.min(largest, rule.largestQuantity(proposal, limits))
  }
  const quantity = floorToStep(largest, proposal.snapshot.instrument.lotSize) as Quantity
  if (!quantity.gt(ZERO)) return undefined
  const smaller = propose(proposal, quantity, quantity)
  return RULES.every((rule) => rule.measure(smaller, limits)?.passed ?? true) ? quantity : undefined
}

function tightestFirst(proposal: Proposal, limits: RiskLimits): readonly RuleResult[] {
  return check(proposal, limits)
    .map((finding) => ({ usedShare: usedShare(finding), result: ruleResult(finding, proposal) }))
    .sort((left, right) => right.usedShare - left.usedShare)
    .map(({ result }) => result)
}

/** How much of the allowance is used: 1 is exactly at the limit, a failed rule is always above. */
function usedShare({ rule, measurement }: Finding): number {
  const { measured, limit, passed } = measurement
  const share = rule.direction === 'floor' ? limit / measured : measured / limit
  const finite = Number.isFinite(share) ? Math.max(0, share) : 0
  return passed ? Math.min(1, finite) : 1 + finite
}

function ruleResult({ rule, measurement }: Finding, proposal: Proposal): RuleResult {
  const { measured, limit, passed } = measurement
  return { code: rule.code, label: rule.label, unit: rule.unit(proposal), measured, limit, passed }
}
