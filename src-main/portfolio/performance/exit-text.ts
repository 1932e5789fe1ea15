import { HAND, type Owner, UNASSIGNED } from '../../domain/index.ts'
import type { ExitReason, TradeRecord } from './trade-record.ts'

const TEXTS: Readonly<Record<Exclude<ExitReason, 'close'>, string>> = {
  stopLoss: 'stop-loss',
  takeProfit: 'take-profit',
  turned: 'turned to the other side',
  killSwitch: 'closed by the kill switch',
  risk: 'closed by a risk guard',
  liquidation: 'liquidated by the venue',
  adl: 'closed by the venue against a liquidation (ADL)',
  dust: 'remainder too small to sell',
  transfer: 'moved out of the account',
  adopted: 'taken over from the venue',
  handover: 'handed over',
}

/** How a trade ended, for a person to read. */
export function exitText({ exitReason = 'close', owner }: Pick<TradeRecord, 'exitReason' | 'owner'>): string {
  if (exitReason !== 'close') return TEXTS[exitReason]
  return owner === HAND ? 'closed by hand' : `closed by ${ownerLabel(owner)}`
}

/** An owner's name for a person to read. */
export function ownerLabel(owner: Owner): string {
  if (owner === HAND) return 'Manual'
  return owner === UNASSIGNED ? 'Unassigned' : owner.replace(/^strategy:/, '')
}
