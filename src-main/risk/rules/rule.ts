import type { Decimal } from '../../base/index.ts'
import type { Proposal } from '../proposal.ts'
import type { RiskLimits } from '../risk-config.ts'

/** What a rule found on one proposal. */
export interface Measurement {
  readonly measured: number
  readonly limit: number
  readonly passed: boolean
}

/** How a rule is called. */
export interface RuleName {
  /** Stable, part of the interface. */
  readonly code: string
  /** A few words for a list. */
  readonly label: string
}

/** One rule of the risk check. */
export interface Rule extends RuleName {
  /** What both numbers are counted in. */
  unit(proposal: Proposal): string
  /** Undefined where the rule does not apply. */
  measure(proposal: Proposal, limits: RiskLimits): Measurement | undefined
  /** The refusal as a sentence with its numbers. */
  explain(measurement: Measurement, proposal: Proposal): string
  /** `floor`: the measured value must not be below the limit. Every other rule holds it down. */
  readonly direction?: 'floor'
  /** Largest quantity the rule lets pass; named by rules that a smaller order can satisfy. */
  largestQuantity?(proposal: Proposal, limits: RiskLimits): Decimal
}

export const quoteUnit = (proposal: Proposal): string => proposal.snapshot.instrument.quote
export const baseUnit = (proposal: Proposal): string => proposal.snapshot.instrument.base
