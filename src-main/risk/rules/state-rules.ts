import type { TradingState } from '../../domain/index.ts'
import { amountText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { type Measurement, quoteUnit, type Rule } from './rule.ts'

/** Counts as 1 when trading is in the state that forbids entries, 0 otherwise; none is allowed. */
function measureState({ snapshot, reducing }: Proposal, forbidden: TradingState): Measurement | undefined {
  if (reducing) return undefined
  const measured = snapshot.tradingState === forbidden ? 1 : 0
  return { measured, limit: 0, passed: measured === 0 }
}

const tradingHalted: Rule = {
  code: 'TRADING_HALTED',
  label: 'Trading not halted',
  unit: () => 'state',
  measure: (proposal) => measureState(proposal, 'halted'),
  explain: () => 'Trading is halted, only orders that reduce a position are allowed',
}

const tradingReducing: Rule = {
  code: 'TRADING_REDUCING',
  label: 'Entries not paused',
  unit: () => 'state',
  measure: (proposal) => measureState(proposal, 'reducing'),
  explain: () => 'Entries are paused, only orders that reduce a position are allowed',
}

const equityLost: Rule = {
  code: 'NO_EQUITY',
  label: 'Equity above zero',
  unit: quoteUnit,
  direction: 'floor',
  measure: ({ snapshot, reducing }) =>
    reducing ? undefined : { measured: snapshot.equity, limit: 0, passed: snapshot.equity > 0 },
  explain: ({ measured }, proposal) =>
    `Equity is ${amountText(measured, quoteUnit(proposal))}, an entry needs equity above zero`,
}

export const STATE_RULES: readonly Rule[] = [tradingHalted, tradingReducing, equityLost]
