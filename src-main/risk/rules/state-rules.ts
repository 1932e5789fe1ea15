import type { TradingState } from '../../domain/index.ts'
import { amountText, durationText, numberText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { type Measurement, NONE_FOUND, ONE_FOUND, quoteUnit, type Rule } from './rule.ts'

/** Counts as 1 when trading is in the state that forbids entries, 0 otherwise; none is allowed. */
function measureState({ snapshot, reducing }: Proposal, forbidden: TradingState): Measurement | undefined {
  if (reducing) return undefined
  return snapshot.tradingState === forbidden ? ONE_FOUND : NONE_FOUND
}

function because({ tradingStateReason: reason }: Proposal['snapshot']): string {
  return reason === undefined ? '' : ` (${reason})`
}

const unknownInstrument: Rule = {
  code: 'UNKNOWN_INSTRUMENT',
  label: 'Instrument known',
  meaning: 'The order names another instrument than the one it was checked against.',
  unit: () => 'instruments',
  measure: ({ intent, snapshot }) => (intent.instrumentId === snapshot.instrument.instrumentId ? undefined : ONE_FOUND),
  explain: (_, { intent, snapshot }) =>
    `The order is for ${intent.instrumentId}, which is not known; it was checked as ${snapshot.instrument.instrumentId}`,
}

const tradingHalted: Rule = {
  code: 'TRADING_HALTED',
  label: 'Trading not halted',
  meaning: 'Trading is halted; only orders that reduce a position pass.',
  unit: () => 'state',
  measure: (proposal) => measureState(proposal, 'halted'),
  explain: (_, { snapshot }) => `Trading is halted${because(snapshot)}, only orders that reduce a position are allowed`,
}

const tradingReducing: Rule = {
  code: 'TRADING_REDUCING',
  label: 'Entries not paused',
  meaning: 'Entries are paused, by hand, by a guard or after a fault; only orders that reduce a position pass.',
  unit: () => 'state',
  measure: (proposal) => measureState(proposal, 'reducing'),
  explain: (_, { snapshot }) =>
    `Entries are paused${because(snapshot)}, only orders that reduce a position are allowed`,
}

const instrumentStatus: Rule = {
  code: 'INSTRUMENT_NOT_TRADING',
  label: 'Instrument trades',
  meaning: 'The venue takes no new orders in the instrument: it is in maintenance, or delisted.',
  unit: () => 'state',
  measure: ({ snapshot, reducing }) => (reducing || snapshot.instrument.status === 'trading' ? undefined : ONE_FOUND),
  explain: (_, { snapshot: { instrument } }) =>
    instrument.status === 'delisted'
      ? `${instrument.symbol} is delisted, nothing new can be opened in it`
      : `${instrument.symbol} is in maintenance at the venue, entries are possible again when that is over`,
}

const venueDisconnected: Rule = {
  code: 'VENUE_DISCONNECTED',
  label: 'Venue connected',
  meaning:
    'The stream of facts from the venue is interrupted, or what was missed has not been asked for yet; nothing is opened blindly.',
  unit: () => 'state',
  measure: ({ snapshot, reducing }) => (reducing || snapshot.venueInterruption === undefined ? undefined : ONE_FOUND),
  explain: (_, { snapshot }) =>
    `The venue cannot be relied on now (${snapshot.venueInterruption ?? ''}), entries are allowed again once it has answered`,
}

const notArmed: Rule = {
  code: 'LIVE_NOT_ARMED',
  label: 'Live trading armed',
  meaning:
    'The account trades with money and nobody has armed it as it is now, with its present key and addresses; cancels and orders that reduce a position pass.',
  unit: () => 'state',
  measure: ({ snapshot, reducing }) => (reducing || snapshot.notArmed === undefined ? undefined : ONE_FOUND),
  explain: (_, { snapshot }) => `Live trading is not armed: ${snapshot.notArmed ?? ''}`,
}

const quarantined: Rule = {
  code: 'INSTRUMENT_QUARANTINED',
  label: 'Instrument not in quarantine',
  meaning:
    'Ledger and venue disagree about the instrument, or it was set aside; nothing is opened until that is settled.',
  unit: () => 'state',
  measure: ({ snapshot, reducing }) => (reducing || snapshot.quarantineReason === undefined ? undefined : ONE_FOUND),
  explain: (_, { snapshot }) =>
    `${snapshot.instrument.symbol} is in quarantine: ${snapshot.quarantineReason ?? ''}. Settle that, then entries are allowed again`,
}

const unknownOutcome: Rule = {
  code: 'ORDER_OUTCOME_UNKNOWN',
  label: 'No order of unknown outcome',
  meaning: 'Of an earlier order of the same owner in the instrument it is not known whether the venue has taken it.',
  unit: () => 'orders',
  measure({ snapshot, reducing }) {
    if (reducing || snapshot.unknownOrders === 0) return undefined
    return { measured: snapshot.unknownOrders, limit: 0, passed: false }
  },
  explain: ({ measured }, { intent, snapshot }) =>
    `The venue has not said yet what became of ${numberText(measured)} earlier order${measured === 1 ? '' : 's'} of ${intent.owner} in ${snapshot.instrument.symbol}, the next entry waits for its answer`,
}

const protectionOverdue: Rule = {
  code: 'PROTECTION_OVERDUE',
  label: 'Stops in place',
  meaning:
    'A position has stood without all of its stop for longer than is allowed; nothing is opened until it is covered.',
  unit: () => 'seconds',
  measure({ snapshot: { overdueProtection: overdue }, reducing }) {
    if (reducing || overdue === undefined) return undefined
    return {
      measured: overdue.unprotectedMs / 1000,
      limit: overdue.boundMs / 1000,
      passed: overdue.unprotectedMs <= overdue.boundMs,
    }
  },
  explain: ({ measured, limit }, { snapshot }) =>
    `The position in ${snapshot.overdueProtection?.instrumentId ?? ''} has stood without all of its stop for ${durationText(measured * 1000)}, at most ${durationText(limit * 1000)} is allowed`,
}

const staleData: Rule = {
  code: 'STALE_DATA',
  label: 'Price fresh',
  meaning: 'The newest price is too old to enter by.',
  unit: () => 'state',
  measure: ({ snapshot, reducing }) => (reducing || !snapshot.isStale ? undefined : ONE_FOUND),
  explain: (_, { snapshot }) => `There is no fresh price for ${snapshot.instrument.symbol}, an entry needs one`,
}

const equityLost: Rule = {
  code: 'NO_EQUITY',
  label: 'Equity above zero',
  meaning: 'Nothing is left to put at stake.',
  unit: quoteUnit,
  direction: 'floor',
  measure: ({ snapshot, reducing }) =>
    reducing ? undefined : { measured: snapshot.equity, limit: 0, passed: snapshot.equity > 0 },
  explain: ({ measured }, proposal) =>
    `Equity is ${amountText(measured, quoteUnit(proposal))}, an entry needs equity above zero`,
}

const entryRate: Rule = {
  code: 'ENTRY_RATE',
  label: 'Entries a minute',
  meaning: 'More entries than allowed within a minute of session time, over all owners: something runs away.',
  unit: () => 'orders',
  measure({ snapshot, reducing }, { maxEntriesPerMinute: limit }) {
    if (reducing) return undefined
    const measured = snapshot.entriesLastMinute + 1
    return { measured, limit, passed: measured <= limit }
  },
  explain: ({ measured, limit }) =>
    `This would be entry number ${numberText(measured)} within a minute, at most ${numberText(limit)} are allowed`,
}

export const STATE_RULES: readonly Rule[] = [
  unknownInstrument,
  tradingHalted,
  tradingReducing,
  instrumentStatus,
  notArmed,
  venueDisconnected,
  quarantined,
  unknownOutcome,
  protectionOverdue,
  staleData,
  equityLost,
]
export const RATE_RULES: readonly Rule[] = [entryRate]
