/** Trades of one kind in a row. */
export interface Streak {
  readonly count: number
  /** What they came to. */
  readonly money: number
}

const NONE: Streak = { count: 0, money: 0 }

/** The longest rows of won and of lost trades, of equally long ones the one of more money. A trade of exactly nothing ends both. */
export function streaksOf(results: readonly number[]): { readonly longestWin: Streak; readonly longestLoss: Streak } {
  let [longestWin, longestLoss, current] = [NONE, NONE, NONE]
  for (const result of results) {
    const goesOn = Math.sign(result) === Math.sign(current.money)
    current = goesOn ? { count: current.count + 1, money: current.money + result } : { count: 1, money: result }
    if (result > 0) longestWin = longer(longestWin, current)
    if (result < 0) longestLoss = longer(longestLoss, current)
  }
  return { longestWin, longestLoss }
}

function longer(best: Streak, current: Streak): Streak {
  const order = current.count - best.count || Math.abs(current.money) - Math.abs(best.money)
  return order > 0 ? current : best
}
