import { toFloat } from '../base/index.ts'
import type { Instrument, InstrumentId, VenueAccountReport, VenueMargin, VenuePosition } from '../domain/index.ts'
import {
  type AccountMargin,
  accountMargin,
  type InstrumentLookup,
  liquidationPrice,
  type MarginedAccount,
  marginedAccount,
  type Marks,
  type Portfolio,
} from '../portfolio/index.ts'

export interface MarginBookPorts {
  readonly portfolio: Pick<Portfolio, 'cash' | 'openPositions' | 'netQuantity'>
  readonly marks: Pick<Marks, 'markPrice'>
  readonly instrumentOf: InstrumentLookup
  /** Terms of a perpetual that are set here; undefined where the venue sets them. */
  readonly ownTerms: (instrument: Instrument) => VenueMargin | undefined
}

/** How a net position is margined. */
export interface PositionMargin extends Pick<VenueMargin, 'mode' | 'leverage'> {
  /** Mark price, float64; undefined where no price above zero liquidates the position. */
  readonly liquidationPrice: number | undefined
}

/** Margin of the account and of its positions: on the terms that the venue has told last, at the present books and prices. */
export class MarginBook {
  readonly #ports: MarginBookPorts
  readonly #terms = new Map<InstrumentId, VenueMargin>()
  /** As last told, where the venue keeps one position of an instrument. */
  #positions: ReadonlyMap<InstrumentId, VenuePosition> = new Map()

  constructor(ports: MarginBookPorts) {
    this.#ports = ports
  }

  handleReport({ positions }: VenueAccountReport): void {
    for (const { instrumentId, margin } of positions) if (margin) this.#terms.set(instrumentId, margin)
    const legs = Map.groupBy(positions, ({ instrumentId }) => instrumentId)
    this.#positions = new Map(
      [...legs].flatMap(([instrumentId, [position, ...others]]) =>
        position && others.length === 0 ? [[instrumentId, position]] : [],
      ),
    )
  }

  /** Undefined without perpetuals, and where the terms of one are not known. */
  account(): AccountMargin | undefined {
    const account = this.#account()
    return account && account.positions.length > 0 ? accountMargin(account) : undefined
  }

  /** Of the net over all owners; undefined on spot, for what is flat, and where the terms are not known. */
  position(instrumentId: InstrumentId): PositionMargin | undefined {
    const account = this.#account()
    const position = account?.positions.find((each) => each.instrumentId === instrumentId)
    if (!account || !position) return undefined
    const { mode, leverage } = position.terms
    return { mode, leverage, liquidationPrice: this.#toldPrice(instrumentId) ?? liquidationPrice(position, account) }
  }

  /** Share of a perpetual's value that is needed to open it; undefined on spot, and where the venue has not told. */
  initialFraction(instrument: Instrument): number | undefined {
    const terms = instrument.kind === 'spot' ? undefined : this.#termsOf(instrument)
    return terms && 1 / terms.leverage
  }

  /** The figure of a venue that sets the terms, as long as the position is the one that it was told of. */
  #toldPrice(instrumentId: InstrumentId): number | undefined {
    const { instrumentOf, ownTerms } = this.#ports
    const instrument = instrumentOf(instrumentId)
    if (instrument && ownTerms(instrument)) return undefined
    const told = this.#positions.get(instrumentId)
    if (!told?.liquidationPrice || !told.quantity.eq(this.#ports.portfolio.netQuantity(instrumentId))) return undefined
    return toFloat(told.liquidationPrice)
  }

  #account(): MarginedAccount | undefined {
    const { portfolio, marks, instrumentOf } = this.#ports
    return marginedAccount({
      cash: portfolio.cash,
      positions: portfolio.openPositions(),
      instrumentOf,
      priceOf: (instrumentId) => marks.markPrice(instrumentId),
      termsOf: (instrumentId) => {
        const instrument = instrumentOf(instrumentId)
        return instrument && this.#termsOf(instrument)
      },
    })
  }

  #termsOf(instrument: Instrument): VenueMargin | undefined {
    return this.#ports.ownTerms(instrument) ?? this.#terms.get(instrument.instrumentId)
  }
}
