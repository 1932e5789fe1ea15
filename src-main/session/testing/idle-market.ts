import { toDisposable } from '../../base/index.ts'
import type { MarketOpener } from '../deployed-market.ts'

/** Markets of strategies that ask for nothing; writes down what is done with them. */
export class IdleMarket {
  readonly calls: string[] = []
  openCount = 0

  readonly open: MarketOpener = ({ instrumentId, timeframe }, warmUpFromMs) => {
    this.calls.push(`open ${instrumentId} ${timeframe} ${warmUpFromMs}`)
    this.openCount += 1
    const given = toDisposable(() => (this.openCount -= 1))
    return {
      indicator: refuse,
      ict: refuse,
      advanceTo: (timeMs) => this.calls.push(`advance ${timeMs}`),
      goLive: () => this.calls.push('live'),
      dispose: () => given.dispose(),
    }
  }
}

function refuse(): never {
  throw new Error('this market has nothing to show')
}
