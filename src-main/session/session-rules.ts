import { type RiskLimits, riskLimits } from '../risk/index.ts'
import type { SessionSettings } from './session-settings.ts'

const BPS = 10_000

/** What the configuration says at this moment; whoever decides asks here each time. */
export class SessionRules {
  #settings: SessionSettings
  #limits: RiskLimits

  constructor(settings: SessionSettings) {
    this.#settings = settings
    this.#limits = riskLimits(settings.risk)
  }

  get settings(): SessionSettings {
    return this.#settings
  }

  get limits(): RiskLimits {
    return this.#limits
  }

  /** Fees as shares of the notional. */
  get fees(): { readonly taker: number; readonly maker: number } {
    const { takerFeeBps, makerFeeBps } = this.#settings.paper
    return { taker: takerFeeBps / BPS, maker: makerFeeBps / BPS }
  }

  apply(settings: SessionSettings): void {
    this.#settings = settings
    this.#limits = riskLimits(settings.risk)
  }
}
