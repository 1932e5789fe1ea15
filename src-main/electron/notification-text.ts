import type { AlertView, EngineHostState, FillView, OrderView, StatusView } from '../../src-contract/index.ts'
import { countText, quantityText, signedMoneyText, symbolText } from './number-text.ts'

/** What the system announces. */
export interface Notice {
  readonly title: string
  readonly body: string
}

const ownerText = (owner: string): string => (owner === 'hand' ? 'by hand' : owner.replace(/^strategy:/, ''))

/** One fill, or several that came together. */
export function fillNotice(fills: readonly FillView[]): Notice {
  const [first] = fills
  if (first === undefined) throw new RangeError('a notice of fills needs one at least')
  if (fills.length > 1) return foldedFills(fills)
  const { side, quantity, instrumentId, price, owner, realisedPnl, feeCurrency } = first
  const verb = side === 'buy' ? 'Bought' : 'Sold'
  const profit = Number(realisedPnl) === 0 ? '' : `, profit ${signedMoneyText(realisedPnl)} ${feeCurrency}`
  return {
    title: `${verb} ${quantityText(quantity)} ${symbolText(instrumentId)} at ${quantityText(price)}`,
    body: `${capitalised(ownerText(owner))}${profit}`,
  }
}

function foldedFills(fills: readonly FillView[]): Notice {
  const symbols = [...new Set(fills.map(({ instrumentId }) => symbolText(instrumentId)))]
  const profit = fills.reduce((sum, { realisedPnl }) => sum + Number(realisedPnl), 0)
  return {
    title: `${countText(fills.length, 'fill')}: ${symbols.join(', ')}`,
    body:
      profit === 0
        ? 'No profit or loss realised'
        : `Realised ${signedMoneyText(profit)} ${fills[0]?.feeCurrency ?? ''}`,
  }
}

/** Undefined where nobody has to hear of the order. */
export function orderNotice({ state, side, quantity, instrumentId, reason }: OrderView): Notice | undefined {
  const what = `${side} ${quantityText(quantity)} ${symbolText(instrumentId)}`
  if (state === 'rejected')
    return { title: `Rejected by the venue: ${what}`, body: reason ?? 'The venue gave no reason.' }
  if (state === 'unsent')
    return { title: `Never sent: ${what}`, body: reason ?? 'The order did not leave this machine.' }
  return undefined
}

/** What the state of trading and the health of the engine are announced for already. */
const ANNOUNCED_OTHERWISE: ReadonlySet<string> = new Set(['TRADING_HALTED', 'COMPONENT_FAULTED'])

/** Undefined where nobody has to hear of the alert at once: one that is no longer new, or neither critical nor a price that was waited for. */
export function alertNotice(alert: AlertView): Notice | undefined {
  const { code, severity, title, detail, acknowledgedAtMs, resolvedAtMs } = alert
  const isCritical = severity === 'critical' && resolvedAtMs === null && !ANNOUNCED_OTHERWISE.has(code)
  const isUrgent = isCritical || code === 'PRICE_REACHED'
  return isUrgent && acknowledgedAtMs === null ? { title, body: detail } : undefined
}

/** Undefined where trading and health are as they were, or better. */
export function statusNotices(before: StatusView, now: StatusView): { trading?: Notice; engine?: Notice } {
  const notices: { trading?: Notice; engine?: Notice } = {}
  if (before.tradingState !== now.tradingState) {
    notices.trading =
      now.tradingState === 'active'
        ? { title: 'Trading is active again', body: 'Entries are allowed.' }
        : { title: `Trading is ${now.tradingState}`, body: now.tradingReason ?? 'No reason was given.' }
  }
  if (HEALTH_RANK[now.health] > HEALTH_RANK[before.health]) {
    notices.engine = { title: `Health is ${now.health}`, body: 'The list of components says which part and why.' }
  }
  return notices
}

const HEALTH_RANK = { healthy: 0, degraded: 1, critical: 2 } as const

/** Undefined where the change is none that a person has to hear of. */
export function engineNotice(before: EngineHostState, now: EngineHostState): Notice | undefined {
  if (now.kind === 'failed' && before.kind !== 'failed') return { title: 'The engine does not run', body: now.reason }
  if (now.kind === 'restarting' && before.kind !== 'restarting') {
    return { title: 'The engine stopped and is started again', body: now.reason }
  }
  if (now.kind === 'running' && before.kind === 'restarting') {
    return { title: 'The engine is back', body: 'Orders and positions were compared with the venue.' }
  }
  return undefined
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
