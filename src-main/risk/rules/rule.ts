import { compareDecimals, type Decimal, toFloat } from '../../base/index.ts'
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
  /** When it refuses, in a sentence for the reference. */
  readonly meaning: string
  /** What both numbers are counted in. */
  unit(proposal: Proposal): string
  /** Undefined where the rule does not apply. */
  measure(proposal: Proposal, limits: RiskLimits): Measurement | undefined
  /** The refusal as a sentence with its numbers, without the full stop. */
  explain(measurement: Measurement, proposal: Proposal): string
  /** `floor`: the measured value must not be below the limit. Every other rule holds it down. */
  readonly direction?: 'floor'
  /** Largest quantity the rule lets pass; named by rules that a smaller order can satisfy. */
  largestQuantity?(proposal: Proposal, limits: RiskLimits): Decimal
}

export const quoteUnit = (proposal: Proposal): string => proposal.snapshot.instrument.quote
export const baseUnit = (proposal: Proposal): string => proposal.snapshot.instrument.base

/** An amount that must not be above a cap; compared exactly. */
export function measureCap(amount: Decimal, cap: Decimal): Measurement {
  return { measured: toFloat(amount), limit: toFloat(cap), passed: compareDecimals(amount, cap) <= 0 }
}

/** An amount that must not be below a floor; compared exactly. */
export function measureFloor(amount: Decimal, floor: Decimal): Measurement {
  return { measured: toFloat(amount), limit: toFloat(floor), passed: compareDecimals(amount, floor) >= 0 }
}

/** Nearer to the limit than this share of it, floats do not tell: then the exact amounts are compared. */
const NEAR = 1e-9

/** Whether an amount keeps within a cap; `isWithin` compares exactly and is asked only where floats cannot tell. */
export function keepsWithin(measured: number, limit: number, isWithin: () => boolean): boolean {
  const near = Math.abs(limit) * NEAR
  if (measured < limit - near) return true
  return measured <= limit + near && isWithin()
}

/** Nothing is wrong where nothing may be; shared, because the passing path makes no objects that it need not. */
export const NONE_FOUND: Measurement = { measured: 0, limit: 0, passed: true }
export const ONE_FOUND: Measurement = { measured: 1, limit: 0, passed: false }
