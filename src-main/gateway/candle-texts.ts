import type { CandlesView } from '../../src-contract/index.ts'
import type { CandlesRequest, EngineApi } from './ports.ts'

/** An answer beside its JSON. */
export interface CandleText {
  readonly view: CandlesView
  readonly text: string
}

interface Entry {
  readonly revision: number
  readonly answer: Promise<CandleText>
  /** 0 until the answer is there. */
  characters: number
}

/** 16 MiB of one-byte text: a few charts of 5,000 bars in every timeframe. */
const DEFAULT_MAX_CHARACTERS = 16_777_216

/**
 * Answers of `market.candles`, kept as JSON until the next bar is stored. Turning 500 bars into text costs
 * several times as much as all the rest of the request.
 */
export class CandleTexts {
  readonly #maxCharacters: number
  /** Oldest use first. */
  readonly #entries = new Map<string, Entry>()
  #characters = 0

  constructor(maxCharacters: number = DEFAULT_MAX_CHARACTERS) {
    this.#maxCharacters = maxCharacters
  }

  /** Characters kept at the moment. */
  get characters(): number {
    return this.#characters
  }

  answer(request: CandlesRequest, market: EngineApi['market']): Promise<CandleText> {
    const key = `${request.instrumentId}|${request.timeframe}|${request.limit}|${request.beforeMs ?? ''}`
    // Read before the bars are: a bar stored meanwhile can only make the entry stale too early.
    const revision = market.candlesRevision(request.instrumentId, request.timeframe)
    const known = this.#entries.get(key)
    if (known?.revision === revision) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.answer
    }
    return this.#load(key, revision, market.candles(request))
  }

  clear(): void {
    this.#entries.clear()
    this.#characters = 0
  }

  #load(key: string, revision: number, candles: Promise<CandlesView>): Promise<CandleText> {
    this.#drop(key)
    const answer = candles.then((view) => ({ view, text: JSON.stringify(view) }))
    const entry: Entry = { revision, answer, characters: 0 }
    this.#entries.set(key, entry)
    void answer.then(
      ({ text }) => this.#count(key, entry, text.length),
      // The caller hears of the failure; here it only must not be kept.
      () => this.#entries.get(key) === entry && this.#drop(key),
    )
    return answer
  }

  #count(key: string, entry: Entry, characters: number): void {
    if (this.#entries.get(key) !== entry) return
    entry.characters = characters
    this.#characters += characters
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= this.#maxCharacters) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#characters -= this.#entries.get(key)?.characters ?? 0
    this.#entries.delete(key)
  }
}
