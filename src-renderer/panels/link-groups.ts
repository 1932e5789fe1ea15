import { create } from 'zustand'

/** Panels of one colour look at the same instrument. */
export const LINK_COLOURS = ['blue', 'green', 'amber', 'violet'] as const
export type LinkColour = (typeof LINK_COLOURS)[number]

/** What the panels of a colour look at; undefined until the instruments are known for the first time. */
export type LinkedInstruments = Readonly<Partial<Record<LinkColour, string>>>

export interface LinkGroups {
  readonly instruments: LinkedInstruments
  /** Colour of the panel that was used last: commands without a panel of their own mean its instrument. */
  readonly active: LinkColour
  readonly select: (colour: LinkColour, instrumentId: string) => void
  /** At every press and focus in a panel; nobody is told where the colour is active already. */
  readonly activate: (colour: LinkColour) => void
  /** Takes over what a layout has kept. */
  readonly restore: (instruments: LinkedInstruments) => void
  /** Gives every colour that looks at nothing, or at what this engine does not have, one of these. */
  readonly fill: (instrumentIds: readonly string[]) => void
}

/** The link groups of the window; they are kept with the layout. */
export const useLinkGroups = create<LinkGroups>()((set) => ({
  instruments: {},
  active: 'blue',
  select: (colour, instrumentId) =>
    set(({ instruments }) => ({ instruments: { ...instruments, [colour]: instrumentId } })),
  activate: (active) => set((groups) => (groups.active === active ? groups : { active })),
  restore: (instruments) => set({ instruments }),
  fill: (instrumentIds) =>
    set((groups) => {
      const instruments = filledLinks(groups.instruments, instrumentIds)
      return instruments === groups.instruments ? groups : { instruments }
    }),
}))

/**
 * The same links, where a colour without one of the instruments looks at the first one; the object itself where every
 * colour has one.
 */
export function filledLinks(links: LinkedInstruments, instrumentIds: readonly string[]): LinkedInstruments {
  const [first] = instrumentIds
  if (first === undefined) return links
  const known = new Set(instrumentIds)
  const lost = LINK_COLOURS.filter((colour) => !known.has(links[colour] ?? ''))
  return lost.length === 0 ? links : { ...links, ...Object.fromEntries(lost.map((colour) => [colour, first])) }
}

/** Instrument of the panel that was used last. */
export const activeInstrumentId = (): string | undefined => {
  const { instruments, active } = useLinkGroups.getState()
  return instruments[active]
}
