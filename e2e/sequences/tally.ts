import type { Meeting, Played } from './play.ts'
import type { Sequence } from './sequence.ts'

/** Shares of all sequences below which a run says too little, whatever it has found. */
export const LEAST_SHARES = { fills: 0.3, unknown: 0.1, restarts: 0.05 } as const satisfies Partial<
  Record<keyof Meeting, number>
>

/** What many sequences have met; counts by name, so that those of several threads add up. */
export type Tally = Record<string, number>

export function count(tally: Tally, name: string, amount = 1): void {
  tally[name] = (tally[name] ?? 0) + amount
}

export function countSequence(tally: Tally, { journal, venue, ending, steps }: Sequence, { meeting }: Played): void {
  count(tally, 'sequences')
  for (const name of [`journal ${journal}`, `venue ${venue}`, `ending ${ending}`]) count(tally, name)
  for (const { kind } of steps) count(tally, `step ${kind}`)
  for (const [name, amount] of Object.entries(meeting)) {
    count(tally, `sum ${name}`, Number(amount))
    if (amount > 0) count(tally, `with ${name}`)
  }
}

export function merge(tally: Tally, other: Tally): void {
  for (const [name, amount] of Object.entries(other)) count(tally, name, amount)
}

/** The distribution, for a person to read. */
export function tallyLines(tally: Tally): string[] {
  const { sequences = 0 } = tally
  const part = (prefix: string): [string, number][] =>
    Object.entries(tally)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, amount]): [string, number] => [name.slice(prefix.length), amount])
      .toSorted(([, left], [, right]) => right - left)
  const shares = part('with ').map(([name, amount]) => `${name} ${percent(amount / sequences)}`)
  const list = (prefix: string): string =>
    part(prefix)
      .map(([name, amount]) => `${name} ${amount}`)
      .join(', ')
  return [
    `sequences with ${shares.join(', ')}`,
    `in all ${list('sum ')}`,
    `journal ${list('journal ')}; venue ${list('venue ')}; ending ${list('ending ')}`,
    `steps ${list('step ')}`,
  ]
}

/** Where too few sequences have met what they are to meet. */
export function shortfalls(tally: Tally): string[] {
  const { sequences = 0 } = tally
  return Object.entries(LEAST_SHARES).flatMap(([name, least]) => {
    const share = sequences === 0 ? 0 : (tally[`with ${name}`] ?? 0) / sequences
    return share >= least ? [] : [`${name} in ${percent(share)} of the sequences, wanted ${percent(least)} or more`]
  })
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
