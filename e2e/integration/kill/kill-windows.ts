/** The moments at which a kill is most likely to lose or double an order. */
export const KILL_WINDOWS = [
  'beforeIntentWrite',
  'afterIntentWrite',
  'afterSend',
  'midPartialFill',
  'betweenEntryAndStop',
] as const
export type KillWindow = (typeof KILL_WINDOWS)[number]

/** Where and when the engine under test kills itself; `undefined` = never. */
export interface KillPlan {
  readonly window: KillWindow
  /** Which time the window opens, from 1. */
  readonly occurrence: number
}

export function readPlan(text: string | undefined): KillPlan | undefined {
  if (!text) return undefined
  const [window, occurrence] = text.split(':')
  const known = KILL_WINDOWS.find((name) => name === window)
  if (!known) throw new Error(`unknown kill window ${window}`)
  return { window: known, occurrence: Number(occurrence) }
}

export function planText({ window, occurrence }: KillPlan): string {
  return `${window}:${occurrence}`
}
