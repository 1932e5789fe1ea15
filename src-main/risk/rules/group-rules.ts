import { Decimal, toFloat } from '../../base/index.ts'
import type { InstrumentId } from '../../domain/index.ts'
import { amountText } from '../figures.ts'
import type { RiskGroup, RiskSnapshot } from '../ports.ts'
import { exactNotionalAfter, type Proposal } from '../proposal.ts'
import type { RiskLimits } from '../risk-config.ts'
import { quantityUpTo } from './exposure-rules.ts'
import { keepsWithin, type Measurement, quoteUnit, type Rule } from './rule.ts'

/** Groups name instruments with or without the venue. */
export function isInGroup({ instruments }: RiskGroup, instrumentId: InstrumentId): boolean {
  return instruments.has(instrumentId) || instruments.has(instrumentId.slice(instrumentId.indexOf(':') + 1))
}

/** Value of what is held or entered in the other instruments of the group. */
function otherOf(group: RiskGroup, { otherNotionals }: RiskSnapshot): number {
  let sum = 0
  for (const [id, notional] of otherNotionals) if (isInGroup(group, id)) sum += notional
  return sum
}

interface Tightest {
  readonly group: RiskGroup
  readonly after: number
}

/** Of the groups that the instrument is in, the one whose cap is used most; undefined where it is in none. */
function tightestGroup({ snapshot, notionalAfter }: Proposal, limits: RiskLimits): Tightest | undefined {
  let tightest: Tightest | undefined
  let highest = Number.NEGATIVE_INFINITY
  for (const groups of [limits.groups, snapshot.groups]) {
    for (const group of groups) {
      if (!isInGroup(group, snapshot.instrument.instrumentId)) continue
      const after = notionalAfter + otherOf(group, snapshot)
      const share = after / toFloat(group.maxNotional)
      if (share <= highest) continue
      highest = share
      tightest = { group, after }
    }
  }
  return tightest
}

function hasGroups({ snapshot, reducing }: Proposal, limits: RiskLimits): boolean {
  return !reducing && (limits.groups.length > 0 || snapshot.groups.length > 0)
}

interface GroupMeasurement extends Measurement {
  readonly group: string
}

const maxGroupNotional: Rule = {
  code: 'MAX_GROUP_NOTIONAL',
  label: 'Largest share of one group',
  meaning:
    'All positions in instruments that move together would be worth more than the cap of their group (`risk.groups`, or `risk.correlation` where it was measured).',
  unit: quoteUnit,
  measure(proposal, limits): GroupMeasurement | undefined {
    if (!hasGroups(proposal, limits)) return undefined
    const tightest = tightestGroup(proposal, limits)
    if (!tightest) return undefined
    const { group, after } = tightest
    const limit = toFloat(group.maxNotional)
    const isWithin = (): boolean =>
      exactNotionalAfter(proposal).add(otherOf(group, proposal.snapshot)).lte(group.maxNotional)
    const passed = !proposal.enlarges || keepsWithin(after, limit, isWithin)
    return { group: group.name, measured: after, limit, passed }
  },
  explain(measurement, proposal) {
    const unit = quoteUnit(proposal)
    const name = 'group' in measurement ? String(measurement.group) : ''
    return `All positions of group ${name} would be worth ${amountText(measurement.measured, unit)}, at most ${amountText(measurement.limit, unit)} is allowed`
  },
  largestQuantity(proposal, limits) {
    let largest: Decimal = proposal.quantity
    for (const group of [...limits.groups, ...proposal.snapshot.groups]) {
      if (!isInGroup(group, proposal.snapshot.instrument.instrumentId)) continue
      const room = group.maxNotional.sub(otherOf(group, proposal.snapshot)).div(proposal.price)
      largest = Decimal.min(largest, quantityUpTo(proposal, room))
    }
    return largest
  },
}

export const GROUP_RULES: readonly Rule[] = [maxGroupNotional]
