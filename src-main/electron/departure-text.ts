import type { DepartingPosition, DepartureView, EngineHostState, PositionView } from '../../src-contract/index.ts'
import { ensureNever } from '../base/index.ts'
import { engineStateText } from './engine-state-text.ts'
import { countText, moneyText, quantityText, symbolText } from './number-text.ts'
import type { Exposure } from './ports.ts'

/** A message box cannot be scrolled. */
const MAX_LINES = 8
const ENTRY_ORDER = 'order that would open a position or add to one'
const ENTRY_ORDERS = 'orders that would open a position or add to one'

/** What is left behind by quitting, as far as it is known. */
export type Leaving =
  | { readonly kind: 'known'; readonly view: DepartureView }
  /** The engine does not answer; this was known last. */
  | {
      readonly kind: 'unknown'
      readonly engine: EngineHostState
      readonly exposure: Exposure
      readonly positions: readonly PositionView[]
    }

export interface DepartureText {
  readonly message: string
  readonly detail: string
}

/** The question before quitting, where something is open. `currency` is the account's, undefined where it is not known. */
export function departureText(leaving: Leaving, currency: string | undefined): DepartureText {
  return leaving.kind === 'known' ? knownText(leaving.view, currency) : unknownText(leaving, currency)
}

function knownText(view: DepartureView, currency: string | undefined): DepartureText {
  const { positions } = view
  const lines = positions.map((position) => {
    const { side, instrumentId, quantity, notional } = position
    return `${openText({ side, instrumentId, quantity, notional }, currency)}, ${protectionText(position)}`
  })
  const effects = [effectText(view), protectionLossText(view)].filter((text) => text !== '')
  return {
    message:
      positions.length > 0 ? `Quit with ${countText(positions.length, 'open position')}?` : 'Quit with working orders?',
    detail: paragraphs([listed(lines), effects.join('\n')]),
  }
}

function unknownText(leaving: Extract<Leaving, { kind: 'unknown' }>, currency: string | undefined): DepartureText {
  const { engine, exposure, positions } = leaving
  const lines = positions.map((position) => {
    const stop = position.stopPrice === null ? 'no stop' : `stop ${quantityText(position.stopPrice)}`
    return `${openText(position, currency)}, ${stop}`
  })
  const orders = exposure.workingOrders > 0 ? [`• ${countText(exposure.workingOrders, 'working order')}`] : []
  return {
    message: 'Quit without knowing what is open?',
    detail: paragraphs([
      `The engine does not answer (${engineStateText(engine)}). This was known last:`,
      [listed(lines), ...orders].filter((text) => text !== '').join('\n'),
      'Where the engine cannot be reached, quitting cancels no order and closes no position.',
    ]),
  }
}

interface Open {
  readonly side: 'long' | 'short'
  readonly instrumentId: string
  readonly quantity: string
  readonly notional: string | number
}

function openText({ side, instrumentId, quantity, notional }: Open, currency: string | undefined): string {
  const worth = `${moneyText(notional)}${currency === undefined ? '' : ` ${currency}`}`
  return `• ${symbolText(instrumentId)} ${side} ${quantityText(quantity)} (${worth})`
}

function protectionText({ protection, stopPrice }: DepartingPosition): string {
  const stop = stopPrice === null ? 'its stop' : `stop ${quantityText(stopPrice)}`
  switch (protection) {
    case 'venue':
      return `${stop} stays at the venue`
    case 'engine':
      return `${stop} works only while the program runs`
    case 'none':
      return 'no stop'
    default:
      return ensureNever(protection, 'protection of a position')
  }
}

/** What `execution.onShutdown` makes of orders and positions. */
function effectText({ onShutdown, workingEntries }: DepartureView): string {
  const entries = `${workingEntries} ${workingEntries === 1 ? ENTRY_ORDER : ENTRY_ORDERS}`
  switch (onShutdown) {
    case 'flatten':
      return `Quitting closes every position at market and cancels the ${ENTRY_ORDERS}.`
    case 'cancelEntries':
      return workingEntries > 0
        ? `Quitting cancels ${entries}; stops and targets stay.`
        : 'Quitting cancels no order and closes no position.'
    case 'leave':
      return workingEntries > 0
        ? `Quitting leaves everything as it is: ${entries} stay at the venue.`
        : 'Quitting leaves everything as it is.'
    default:
      return ensureNever(onShutdown, 'setting execution.onShutdown')
  }
}

function protectionLossText({ marketStandsStill, onShutdown, positions }: DepartureView): string {
  if (marketStandsStill) {
    return 'The market of this account stands still while the program is off: nothing happens to what stays open.'
  }
  const losing = positions.filter(({ protection }) => protection === 'engine').length
  if (onShutdown === 'flatten' || losing === 0) return ''
  return `While the program is off, ${countText(losing, 'position')} ${losing === 1 ? 'loses its' : 'lose their'} protection.`
}

function listed(lines: readonly string[]): string {
  const more = lines.length - MAX_LINES
  return [...lines.slice(0, MAX_LINES), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}
