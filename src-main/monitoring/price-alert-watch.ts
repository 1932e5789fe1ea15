import { type InstrumentId, parseInstrumentId } from '../domain/index.ts'
import type { AlertBook } from './alert-book.ts'
import { numberText, sentence, symbolText, utcText } from './alert-text.ts'
import type { PriceReached } from './price-alert-book.ts'

export interface PriceAlertWatchPorts {
  readonly book: Pick<AlertBook, 'note'>
  /** Session time of the instrument's market. */
  readonly nowMs: (instrumentId: InstrumentId) => number
}

/** Tells of prices that somebody waited for. */
export class PriceAlertWatch {
  readonly #ports: PriceAlertWatchPorts

  constructor(ports: PriceAlertWatchPorts) {
    this.#ports = ports
  }

  handleReached({ alert, price }: PriceReached): void {
    const { instrumentId, direction, note, createdAtMs } = alert
    const symbol = symbolText(instrumentId)
    const reachedAtMs = this.#ports.nowMs(parseInstrumentId(instrumentId))
    const level = numberText(Number(alert.price))
    const verb = direction === 'above' ? 'rose' : 'fell'
    const noteText = note === '' ? '' : ` ${sentence(note)}`
    this.#ports.book.note({
      code: 'PRICE_REACHED',
      subject: instrumentId,
      instrumentId: parseInstrumentId(instrumentId),
      severity: 'info',
      title: `${symbol} reached ${level}`,
      detail: `The price ${verb} to ${numberText(price)} at ${utcText(reachedAtMs)}; ${level} was waited for since ${utcText(createdAtMs)}.${noteText}`,
    })
  }
}
